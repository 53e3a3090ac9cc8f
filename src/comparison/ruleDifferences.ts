import type { ComparedRule, RuleDifference } from "./chainDifference";
import { groupBy } from "./groupBy";
import { type ChangedPair, pairByChance, pairChanged, pairEqualParts } from "./pairChanged";
import type { ReadRule, RulePairs } from "./rulePairs";

/** The rules of a chain in both dumps. */
export interface ReadChains {
  readonly before: readonly ReadRule[];
  readonly now: readonly ReadRule[];
}

/** A rule of which the other dump has no equal. */
interface Unpaired {
  readonly rule: ComparedRule;
  /** Behind which rule now it stands, counted from 1; 0 for none. Between two rules that stayed it is the same for all. */
  readonly behind: number;
}

/** Everything that is not kept, in the order of the rules now. */
export function ruleDifferences(
  { before, now }: ReadChains,
  pairs: RulePairs,
  isDispatch: boolean,
): readonly RuleDifference[] {
  const removed = unpairedBefore(before, pairs);
  const added = unpairedNow(now, pairs);
  const changed = isDispatch
    ? pairEqualParts(removed.map(ruleOf), added.map(ruleOf))
    : pairInGaps(removed, added);
  const paired = new Set(changed.flat());
  const single = ({ rule }: Unpaired) => !paired.has(rule);
  return [
    ...movedRules(before, now, pairs),
    ...changed.map(([one, other]) =>
      placed(other.number, { kind: "changed", before: one, now: other }),
    ),
    ...added
      .filter(single)
      .map(({ rule }) => placed(rule.number, { kind: "added", before: undefined, now: rule })),
    ...removed
      .filter(single)
      .map(({ rule, behind }) => placed(behind, { kind: "removed", before: rule, now: undefined })),
  ]
    .sort((one, other) => one.behind - other.behind)
    .map(({ difference }) => difference);
}

function ruleOf({ rule }: Unpaired): ComparedRule {
  return rule;
}

interface PlacedDifference {
  readonly behind: number;
  readonly difference: RuleDifference;
}

function placed(behind: number, difference: RuleDifference): PlacedDifference {
  return { behind, difference };
}

function comparedRule(rules: readonly ReadRule[], index: number): ComparedRule {
  return { number: index + 1, text: rules[index]?.text ?? "" };
}

function unpairedBefore(
  before: readonly ReadRule[],
  { kept, moved }: RulePairs,
): readonly Unpaired[] {
  const unpaired: Unpaired[] = [];
  let behind = 0;
  for (const index of before.keys()) {
    const stays = kept[index] ?? -1;
    if (stays >= 0) behind = stays + 1;
    else if (moved[index] === -1) unpaired.push({ rule: comparedRule(before, index), behind });
  }
  return unpaired;
}

function unpairedNow(now: readonly ReadRule[], { kept, moved }: RulePairs): readonly Unpaired[] {
  const stays = new Set(kept);
  const moves = new Set(moved);
  const unpaired: Unpaired[] = [];
  let behind = 0;
  for (const index of now.keys()) {
    if (stays.has(index)) behind = index + 1;
    else if (!moves.has(index)) unpaired.push({ rule: comparedRule(now, index), behind });
  }
  return unpaired;
}

function movedRules(
  before: readonly ReadRule[],
  now: readonly ReadRule[],
  { moved }: RulePairs,
): readonly PlacedDifference[] {
  return [...moved].flatMap((place, index) =>
    place < 0
      ? []
      : placed(place + 1, {
          kind: "moved",
          before: comparedRule(before, index),
          now: comparedRule(now, place),
        }),
  );
}

/** Pairs what changed between the same two rules; what is then left only where it is equal but for its chance. */
function pairInGaps(
  removed: readonly Unpaired[],
  added: readonly Unpaired[],
): readonly ChangedPair[] {
  const addedIn = groupBy(added, ({ behind }) => behind);
  const pairs: ChangedPair[] = [];
  for (const [behind, gone] of groupBy(removed, (one) => one.behind))
    pairs.push(...pairChanged(gone.map(ruleOf), (addedIn.get(behind) ?? []).map(ruleOf)));
  const paired = new Set(pairs.flat());
  const left = (rules: readonly Unpaired[]) =>
    rules.map(ruleOf).filter((rule) => !paired.has(rule));
  return [...pairs, ...pairByChance(left(removed), left(added))];
}
