import { type Decision, isUndecided, type Missing } from "../net/decision";
import type { Hook } from "../net/hook";
import type { Rule } from "../ruleset/rule";
import type { Chain } from "../ruleset/ruleset";
import { testRule } from "../ruleset/testRule";
import { placeOf, stateOf } from "./hopParts";
import type { InFlight } from "./inFlight";
import { nextToTry } from "./nextToTry";
import { changesNothing, perform, verdictName } from "./performTarget";
import { RuleContext } from "./ruleContext";
import type { Surroundings } from "./surroundings";
import { ACCEPT, type After, type Frame, type TableVerdict, type TableWalk } from "./tableWalk";

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

const ENDLESS: Missing = { kind: "other", name: "a loop of chains, which the kernel refuses" };

/** Tries rule after rule; undefined when the chain has run out. */
function findMatch(
  { inFlight, surroundings }: TableWalk,
  context: RuleContext,
  frames: readonly Frame[],
  frame: Frame,
): Rule | undefined {
  const { chain } = frame;
  const { onTry, doubts, longChain } = surroundings;
  context.chain = chain.name;
  for (;;) {
    const number = nextToTry(frame, inFlight.packet, longChain);
    frame.next = number + 1;
    if (number > chain.length) return undefined;
    const rule = chain.rule(number);
    context.ruleNumber = number;
    if (onTry !== undefined) tellTry(surroundings, context, inFlight, rule);
    const decision = tryRule(rule, inFlight, context);
    for (let missing = doubts.pop(); missing !== undefined; missing = doubts.pop()) {
      const isMatch = decision === "yes";
      tellUndecided({ inFlight, surroundings }, context, frames, { missing, isMatch });
    }
    if (decision === "no") continue;
    if (decision === "yes" || !isUndecided(decision)) return rule;
    const { missing } = decision;
    const isMatch = !changesNothing(rule, inFlight, context) && surroundings.assume(2) === 1;
    tellUndecided({ inFlight, surroundings }, context, frames, { missing, isMatch });
    if (isMatch) return rule;
  }
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
  walk: TableWalk,
  context: RuleContext,
  base: Chain,
  firstTried: number,
): TableVerdict {
  if (base.policy === undefined) return endUntold(walk, context, base, firstTried);
  return applyPolicy(walk, context, base, { firstTried, verdict: base.policy });
}

/**
 * A fragment of a dump may show a base chain without its policy: both are walked. Of a base chain that it
 * does not show at all nothing can be said.
 */
function endUntold(
  walk: TableWalk,
  context: RuleContext,
  base: Chain,
  firstTried: number,
): TableVerdict {
  const { inFlight, surroundings } = walk;
  const isShown = base.length > 0 || base.isDeclared;
  const missing: Missing = { kind: isShown ? "policy" : "missing-chain", name: base.name };
  context.chain = base.name;
  context.ruleNumber = base.length + 1;
  tellUndecided({ inFlight, surroundings }, context, [{ chain: base, next: 1, firstTried }], {
    missing,
    isMatch: false,
  });
  if (!isShown) return { verdict: "unknown", missing };
  const verdict = surroundings.assume(2) === 1 ? "DROP" : "ACCEPT";
  return applyPolicy(walk, context, base, { firstTried, verdict });
}

function applyPolicy(
  { inFlight, surroundings, hook, table }: TableWalk,
  context: RuleContext,
  base: Chain,
  { firstTried, verdict }: { readonly firstTried: number; readonly verdict: "ACCEPT" | "DROP" },
): TableVerdict {
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
  return frames.length > table.size.chains || surroundings.hops.length > MOST_HOPS;
}

const MOST_HOPS = 1_000_000;
