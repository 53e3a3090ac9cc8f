import type { Connection } from "../conntrack/connection";
import { type Decision, isUndecided, type Missing } from "../net/decision";
import type { Hook } from "../net/hook";
import type { Packet } from "../net/packet";
import type { NatChange, RulePlace } from "../network/trace";
import type { Jump, Rule } from "../ruleset/rule";
import type { Chain, Table } from "../ruleset/ruleset";
import { testRule } from "../ruleset/testRule";
import { type Target, targetExtensionOf } from "../targets";
import type { TargetResult } from "../targets/targetExtension";
import type { InFlight } from "./inFlight";
import { RuleContext } from "./ruleContext";
import type { Surroundings } from "./surroundings";

/** How the walk of one table at one hook ends. */
export type TableVerdict =
  | { readonly verdict: "accept" }
  | { readonly verdict: "drop"; readonly by: RulePlace; readonly isPolicy: boolean }
  | { readonly verdict: "reject"; readonly by: RulePlace; readonly with: string }
  /** A NAT target had nothing to map to. */
  | { readonly verdict: "fail"; readonly why: "no address" }
  /** A rule did something that is not known. */
  | { readonly verdict: "unknown"; readonly missing: Missing };

/** What the targets ask for that only the host can do. */
export interface HostActions {
  /** Sets up a mapping; undefined when there is no address to map to, or it is not known. */
  setUpNat(result: NatRequest): Connection | { readonly missing: Missing } | undefined;
  /** The packet as the connection's mappings leave it at this hook. */
  translate(): Packet;
  setConnectionMark(mark: number): void;
  /** Takes the packet out of connection tracking. */
  stopTracking(): void;
}

export type NatRequest = Extract<TargetResult, { do: "nat" | "masquerade" | "redirect" }>;

export interface TableWalk {
  readonly hook: Hook;
  readonly table: Table;
  readonly inFlight: InFlight;
  readonly surroundings: Surroundings;
  readonly actions: HostActions;
}

/** A chain being walked. */
interface Frame {
  chain: Chain;
  /** The next rule to try. */
  next: number;
  firstTried: number;
}

/** What comes after a rule that matched. */
type After =
  | TableVerdict
  | "next rule"
  | "return"
  | { readonly enter: Chain; readonly isGoto: boolean };

/**
 * Walks the base chain of a table at a hook, and the chains it calls, until a verdict.
 * RETURN, and a chain running out, lead back to the last `-j` caller; at the bottom to the policy.
 * Source: Linux net/ipv4/netfilter/ip_tables.c, ipt_do_table.
 */
export function walkTable(walk: TableWalk): TableVerdict {
  const base = walk.table.chain(walk.hook) ?? emptyChain(walk.hook);
  const context = new RuleContext(
    { hook: walk.hook, table: walk.table.name },
    walk.inFlight,
    walk.surroundings,
  );
  const frames: Frame[] = [{ chain: base, next: 1, firstTried: 1 }];
  let verdict: TableVerdict | undefined;
  while (verdict === undefined) {
    const frame = frames.at(-1);
    verdict =
      frame === undefined
        ? endByPolicy(walk, context, base, base.length + 1)
        : goOn(walk, context, frames, frame);
  }
  return verdict;
}

/** From where a chain stands to its next matching rule, or its end, and what that leads to. */
function goOn(
  walk: TableWalk,
  context: RuleContext,
  frames: Frame[],
  frame: Frame,
): TableVerdict | undefined {
  const rule = findMatch(walk, context, frames, frame);
  if (rule === undefined && frame.chain.hook !== undefined) {
    return endByPolicy(walk, context, frame.chain, frame.firstTried);
  }
  const after =
    rule === undefined ? leave(walk, context, frames) : actOn(walk, context, frames, rule);
  if (after === "next rule") return undefined;
  if (after === "return") {
    returnToCaller(frames);
    return undefined;
  }
  if ("verdict" in after) return after;
  if (isEndless(walk, frames)) return { verdict: "unknown", missing: ENDLESS };
  if (after.isGoto) frames.pop();
  frames.push({ chain: after.enter, next: 1, firstTried: 1 });
  return undefined;
}

/** A table has all its base chains, even those of which the text says nothing. */
function emptyChain(hook: Hook): Chain {
  return {
    name: hook,
    hook,
    policy: "ACCEPT",
    counters: undefined,
    length: 0,
    line: 0,
    isDeclared: false,
    rule: (number) => {
      throw new Error(`${hook} has no rule ${number}`);
    },
  };
}

const ACCEPT: TableVerdict = { verdict: "accept" };
const ENDLESS: Missing = { kind: "other", name: "a loop of chains, which the kernel refuses" };

/** Tries rule after rule; undefined when the chain has run out. Long chains will get an index that skips here. */
function findMatch(
  { inFlight, surroundings }: TableWalk,
  context: RuleContext,
  frames: readonly Frame[],
  frame: Frame,
): Rule | undefined {
  const { chain } = frame;
  const { onTry } = surroundings;
  context.chain = chain.name;
  while (frame.next <= chain.length) {
    const rule = chain.rule(frame.next);
    context.ruleNumber = frame.next;
    frame.next += 1;
    if (onTry !== undefined) tellTry(surroundings, context, inFlight, rule);
    const decision = tryRule(rule, inFlight, context);
    if (decision === "no") continue;
    if (decision === "yes" || !isUndecided(decision)) return rule;
    const { missing } = decision;
    const isMatch = !changesNothing(rule, inFlight, context) && surroundings.assume(2) === 1;
    tellUndecided({ inFlight, surroundings }, context, frames, { missing, isMatch });
    if (isMatch) return rule;
  }
  return undefined;
}

/** A rule that asks for an out-interface cannot be decided while that is not known, unless something else fails. */
function tryRule(rule: Rule, { packet, unknownOut }: InFlight, context: RuleContext): Decision {
  if (unknownOut === undefined || rule.outInterface === undefined) {
    return testRule(rule, packet, context);
  }
  const rest = testRule({ ...rule, outInterface: undefined }, packet, context);
  return rest === "no" ? "no" : { missing: unknownOut };
}

function tellTry(
  { onTry, hops }: Surroundings,
  context: RuleContext,
  { packet }: InFlight,
  rule: Rule,
): void {
  const { place } = context;
  onTry?.({ rule, place, packet, hopsBefore: hops.length, look: () => context.look() });
}

/** Whether it makes no difference if the rule matches: it has no target, or one that leaves everything as it is. */
function changesNothing(
  rule: Rule,
  { packet, connection }: InFlight,
  context: RuleContext,
): boolean {
  const { target } = rule;
  if (target === undefined) return missingTarget(rule) === undefined;
  if (isJump(target)) return false;
  const { hook, table } = context;
  const result = targetExtensionOf(target).act(target, packet, { hook, table, connection });
  return (
    result.do === "continue" && result.packet === packet && result.connectionMark === undefined
  );
}

function tellUndecided(
  { inFlight, surroundings }: Pick<TableWalk, "inFlight" | "surroundings">,
  context: RuleContext,
  frames: readonly Frame[],
  { missing, isMatch }: { readonly missing: Missing; readonly isMatch: boolean },
): void {
  surroundings.hops.push({
    kind: "undecided",
    ...placeOf(context, frames),
    ...stateOf(inFlight, surroundings.node),
    after: inFlight.packet,
    draws: [],
    ruleNumber: context.ruleNumber,
    missing,
    assumed: isMatch ? "match" : "no match",
  });
}

function actOn(walk: TableWalk, context: RuleContext, frames: readonly Frame[], rule: Rule): After {
  const { inFlight, surroundings, actions } = walk;
  const before = stateOf(inFlight, surroundings.node);
  const place = placeOf(context, frames);
  const draws = context.takeDraws();
  const outcome = perform(walk, context, rule);
  const { nat, connectionMark } = outcome;
  if (nat !== undefined) inFlight.packet = actions.translate();
  surroundings.hops.push({
    kind: "rule",
    ...place,
    ...before,
    after: inFlight.packet,
    draws,
    ruleNumber: context.ruleNumber,
    verdict: verdictName(rule.target),
    nat,
    connectionMark,
  });
  const frame = frames.at(-1);
  if (frame !== undefined) frame.firstTried = frame.next;
  return outcome.after;
}

interface Performance {
  readonly after: After;
  readonly nat?: NatChange | undefined;
  readonly connectionMark?: { readonly before: number; readonly after: number } | undefined;
}

function perform(walk: TableWalk, context: RuleContext, rule: Rule): Performance {
  const { target } = rule;
  if (target === undefined) {
    const missing = missingTarget(rule);
    return { after: missing === undefined ? "next rule" : { verdict: "unknown", missing } };
  }
  if (isJump(target)) return { after: enterChain(walk, target) };
  const { packet, connection } = walk.inFlight;
  const { hook, table } = context;
  const result = targetExtensionOf(target).act(target, packet, { hook, table, connection });
  return apply(walk, context, target, result);
}

/** What a rule would do of which no target was read: nothing, unless the part that was not understood was one. */
function missingTarget({ unknown, text }: Rule): Missing | undefined {
  return unknown !== undefined && / (-[jg]|--jump|--goto) /.test(text)
    ? unknown.missing
    : undefined;
}

function enterChain({ table }: TableWalk, jump: Jump): After {
  const enter = table.chain(jump.chain);
  if (enter === undefined) {
    return { verdict: "unknown", missing: { kind: "missing-chain", name: jump.chain } };
  }
  return { enter, isGoto: jump.target === "goto" };
}

function apply(
  walk: TableWalk,
  context: RuleContext,
  target: Target,
  result: TargetResult,
): Performance {
  switch (result.do) {
    case "accept":
      return { after: ACCEPT };
    case "drop":
      return { after: { verdict: "drop", by: context.place, isPolicy: false } };
    case "return":
      return { after: "return" };
    case "reject":
      return { after: { verdict: "reject", by: context.place, with: result.with } };
    case "undecided":
      return { after: { verdict: "unknown", missing: result.missing } };
    case "notrack":
      walk.actions.stopTracking();
      return { after: "next rule" };
    case "continue":
      return keepOn(walk, result);
    default:
      return applyNat(walk, target, result);
  }
}

function keepOn(
  { inFlight, actions }: TableWalk,
  { packet, connectionMark }: Extract<TargetResult, { do: "continue" }>,
): Performance {
  inFlight.packet = packet;
  const before = inFlight.connection?.connection?.mark;
  if (connectionMark === undefined || before === undefined || before === connectionMark) {
    return { after: "next rule" };
  }
  actions.setConnectionMark(connectionMark);
  return { after: "next rule", connectionMark: { before, after: connectionMark } };
}

function applyNat(
  { inFlight, actions }: TableWalk,
  { target }: Target,
  request: NatRequest,
): Performance {
  const before = inFlight.connection?.connection;
  const after = actions.setUpNat(request);
  if (after !== undefined && "missing" in after) {
    return { after: { verdict: "unknown", missing: after.missing } };
  }
  if (before === undefined || after === undefined) {
    return { after: { verdict: "fail", why: "no address" } };
  }
  const name = target as NatChange["target"];
  const isSource =
    request.do === "masquerade" || (request.do === "nat" && request.manip === "source");
  const manip = isSource ? "source" : "destination";
  return { after: ACCEPT, nat: { manip, target: name, before, after } };
}

/** A user chain has run out. */
function leave(
  { inFlight, surroundings }: TableWalk,
  context: RuleContext,
  frames: readonly Frame[],
): "return" {
  surroundings.hops.push({
    kind: "return",
    ...placeOf(context, frames),
    ...stateOf(inFlight, surroundings.node),
    after: inFlight.packet,
    draws: context.takeDraws(),
    ruleNumber: (frames.at(-1)?.chain.length ?? 0) + 1,
  });
  return "return";
}

/** Back in a chain, what is tried from here on is what may be passed over next. */
function returnToCaller(frames: Frame[]): void {
  frames.pop();
  const caller = frames.at(-1);
  if (caller !== undefined) caller.firstTried = caller.next;
}

function endByPolicy(
  { inFlight, surroundings, hook, table }: TableWalk,
  context: RuleContext,
  base: Chain,
  firstTried: number,
): TableVerdict {
  const verdict = base.policy ?? "ACCEPT";
  const ruleNumber = base.length + 1;
  surroundings.hops.push({
    kind: "policy",
    hook,
    table: table.name,
    chain: base.name,
    stack: [base.name],
    firstTried,
    ...stateOf(inFlight, surroundings.node),
    after: inFlight.packet,
    draws: context.takeDraws(),
    ruleNumber,
    verdict,
  });
  if (verdict === "ACCEPT") return ACCEPT;
  const by = { node: surroundings.node, hook, table: table.name, chain: base.name, ruleNumber };
  return { verdict: "drop", by, isPolicy: true };
}

/** The kernel refuses rules that lead in circles; what was never loaded into one may still hold them. */
function isEndless({ table, surroundings }: TableWalk, frames: readonly Frame[]): boolean {
  return frames.length > table.chains.length || surroundings.hops.length > MOST_HOPS;
}

const MOST_HOPS = 1_000_000;

function placeOf(context: RuleContext, frames: readonly Frame[]) {
  const { hook, table, chain } = context;
  const stack = frames.map((frame) => frame.chain.name);
  return { hook, table, chain, stack, firstTried: frames.at(-1)?.firstTried ?? 1 };
}

function stateOf({ packet, connection, inInterface, outInterface }: InFlight, node: string) {
  return { node, before: packet, inInterface, outInterface, connection };
}

function verdictName(target: Rule["target"]): string | undefined {
  if (target === undefined) return undefined;
  if (!isJump(target)) return target.target;
  return target.target === "goto" ? `goto ${target.chain}` : target.chain;
}

function isJump(target: Target | Jump): target is Jump {
  return target.target === "jump" || target.target === "goto";
}
