import type { Chain } from "@/engine";
import { servicePortOf } from "@/findings/kubeChains";
import type { ChainDifference, RuleDifference } from "./chainDifference";
import { diffSequences } from "./diffSequences";
import { isDispatchChain, pairDispatchRules } from "./dispatchOrder";
import { type ReadChains, ruleDifferences } from "./ruleDifferences";
import { hasSameTexts, type ReadRule, type RulePairs, readChain } from "./rulePairs";

/** What differs between two chains of one name, and how many of its rules are in another order that does not count. */
export interface ComparedChains {
  readonly difference: Omit<ChainDifference, "family" | "table"> | undefined;
  readonly orderIgnored: number;
}

const SAME: ComparedChains = { difference: undefined, orderIgnored: 0 };

/** Compares a chain that at least one of two dumps has. Counters do not count. */
export function compareChain(before: Chain | undefined, now: Chain | undefined): ComparedChains {
  const name = before?.name ?? now?.name ?? "";
  const policy = policyChange(before, now);
  if (before !== undefined && now !== undefined && hasSameTexts(before, now) && !policy)
    return SAME;
  const read = { before: readChain(before), now: readChain(now) };
  const isDispatch = isDispatchChain(name);
  const pairs = isDispatch ? pairDispatchRules(read.before, read.now) : pairInOrder(read);
  const rules = ruleDifferences(read, pairs, isDispatch);
  const orderIgnored = isDispatch ? countReordered(pairs) : 0;
  const kind = kindOf(before, now);
  if (rules.length === 0 && policy === undefined && kind === "changed")
    return { difference: undefined, orderIgnored };
  const same = pairs.kept.reduce((count, place) => (place >= 0 ? count + 1 : count), 0);
  const services = servicesOf(read, rules);
  return { difference: { chain: name, kind, policy, rules, same, services }, orderIgnored };
}

function kindOf(before: Chain | undefined, now: Chain | undefined): ChainDifference["kind"] {
  if (before === undefined) return "added";
  return now === undefined ? "removed" : "changed";
}

function policyChange(
  before: Chain | undefined,
  now: Chain | undefined,
): ChainDifference["policy"] {
  // A user chain has none, and a fragment may not show it.
  if (before?.policy === undefined || now?.policy === undefined) return undefined;
  return before.policy === now.policy ? undefined : { before: before.policy, now: now.policy };
}

function pairInOrder({ before, now }: ReadChains): RulePairs {
  const textOf = ({ text }: ReadRule) => text;
  return diffSequences(before.map(textOf), now.map(textOf));
}

/** How many rules stayed, but not in their order. */
function countReordered({ kept }: RulePairs): number {
  const places = [...kept].filter((place) => place >= 0);
  const sorted = places.toSorted((one, other) => one - other);
  const inOrder = diffSequences(places.map(String), sorted.map(String)).kept;
  return inOrder.reduce((count, place) => (place < 0 ? count + 1 : count), 0);
}

function servicesOf(
  { before, now }: ReadChains,
  differences: readonly RuleDifference[],
): readonly string[] {
  const services = new Set<string>();
  for (const difference of differences) {
    const service =
      serviceOf(now, difference.now?.number) ?? serviceOf(before, difference.before?.number);
    if (service !== undefined) services.add(service);
  }
  return [...services];
}

function serviceOf(rules: readonly ReadRule[], number: number | undefined): string | undefined {
  const read = number === undefined ? undefined : rules[number - 1];
  return read && servicePortOf(read.rule);
}
