import type { Missing } from "../net/decision";
import type { NatChange } from "../network/trace";
import type { Jump, Rule } from "../ruleset/rule";
import { type Target, targetExtensionOf } from "../targets";
import type { TargetContext, TargetResult } from "../targets/targetExtension";
import type { InFlight } from "./inFlight";
import type { RuleContext } from "./ruleContext";
import { ACCEPT, type After, type NatRequest, type TableWalk } from "./tableWalk";

/** What a rule that matched has done. */
export interface Performance {
  readonly after: After;
  readonly nat?: NatChange | undefined;
  readonly connectionMark?: { readonly before: number; readonly after: number } | undefined;
}

/** Lets the target of a rule that matched act. */
export function perform(walk: TableWalk, context: RuleContext, rule: Rule): Performance {
  const { target } = rule;
  if (target === undefined) {
    const missing = missingTarget(rule);
    return { after: missing === undefined ? "next rule" : { verdict: "unknown", missing } };
  }
  if (isJump(target)) return { after: enterChain(walk, target) };
  const { packet } = walk.inFlight;
  const result = targetExtensionOf(target).act(target, packet, targetContext(context));
  return apply(walk, context, target, result);
}

function targetContext({ hook, table, connection, programs }: RuleContext): TargetContext {
  return { hook, table, connection, programs };
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
    case "lose":
      return { after: { verdict: "fail", why: "nobody listens" } };
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
  { packet, connectionMark, ipsets = [] }: Extract<TargetResult, { do: "continue" }>,
): Performance {
  inFlight.packet = packet;
  for (const change of ipsets) {
    const missing = actions.changeIpset(change);
    if (missing !== undefined) return { after: { verdict: "unknown", missing } };
  }
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

/** Whether it makes no difference if the rule matches: it has no target, or one that leaves everything as it is. */
export function changesNothing(rule: Rule, { packet }: InFlight, context: RuleContext): boolean {
  const { target } = rule;
  if (target === undefined) return missingTarget(rule) === undefined;
  if (isJump(target)) return false;
  const result = targetExtensionOf(target).act(target, packet, targetContext(context));
  if (result.do !== "continue" || result.packet !== packet) return false;
  return result.connectionMark === undefined && result.ipsets === undefined;
}

/** A target as the recorder prints it: its name, the chain jumped to, `goto X`; undefined when there is none. */
export function verdictName(target: Rule["target"]): string | undefined {
  if (target === undefined) return undefined;
  if (!isJump(target)) return target.target;
  return target.target === "goto" ? `goto ${target.chain}` : target.chain;
}

function isJump(target: Target | Jump): target is Jump {
  return target.target === "jump" || target.target === "goto";
}
