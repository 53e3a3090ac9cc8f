import type { ComparedRule } from "./chainDifference";
import { wordsOf } from "./changedWords";
import { groupBy } from "./groupBy";

/** A rule that is gone, and the one that seems to have taken its place. */
export type ChangedPair = readonly [before: ComparedRule, now: ComparedRule];

/** Between more rules than these, each is not compared with each. */
const MOST_COMPARISONS = 10_000;

/** Rules that share less than this part of their words are not told as one that changed. */
const LEAST_IN_COMMON = 0.5;

/**
 * Finds, among the rules that were removed and added between two that stayed, those that are the same rule changed: equal
 * but for their chance, then with the same target, then with the same matches, then with most words in common.
 */
export function pairChanged(
  removed: readonly ComparedRule[],
  added: readonly ComparedRule[],
): readonly ChangedPair[] {
  const left = { removed: [...removed], added: [...added] };
  const pairs = takeEqualParts(left);
  return [...pairs, ...takeSimilar(left)];
}

/** The same without the last: of rules that stand anywhere, most have words in common. */
export function pairEqualParts(
  removed: readonly ComparedRule[],
  added: readonly ComparedRule[],
): readonly ChangedPair[] {
  return takeEqualParts({ removed: [...removed], added: [...added] });
}

function takeEqualParts(left: Unpaired): readonly ChangedPair[] {
  return [withoutChance, targetOf, matchesOf].flatMap((keyOf) => takeEqual(left, keyOf));
}

/** The rules that are equal but for their chance, wherever they stand. */
export function pairByChance(
  removed: readonly ComparedRule[],
  added: readonly ComparedRule[],
): readonly ChangedPair[] {
  return takeEqual({ removed: [...removed], added: [...added] }, withoutChance);
}

interface Unpaired {
  removed: ComparedRule[];
  added: ComparedRule[];
}

/** Pairs, in their order, rules with the same key; of those without a key none. */
function takeEqual(
  left: Unpaired,
  keyOf: (text: string) => string | undefined,
): readonly ChangedPair[] {
  const byKey = groupBy(left.added.toReversed(), ({ text }) => keyOf(text));
  const pairs: ChangedPair[] = [];
  for (const rule of left.removed) {
    const key = keyOf(rule.text);
    const found = key === undefined ? undefined : byKey.get(key)?.pop();
    if (found !== undefined) pairs.push([rule, found]);
  }
  drop(left, pairs);
  return pairs;
}

function drop(left: Unpaired, pairs: readonly ChangedPair[]): void {
  const paired = new Set(pairs.flat());
  left.removed = left.removed.filter((rule) => !paired.has(rule));
  left.added = left.added.filter((rule) => !paired.has(rule));
}

const CHANCE = / -m statistic --mode random(?: !)? --probability \S+/;

function withoutChance(text: string): string {
  return text.replace(CHANCE, "");
}

/** Targets of which there are few in a chain: chains, and addresses of NAT. */
const OWN_TARGET =
  / (-[jg] (?!(?:ACCEPT|DROP|RETURN|REJECT|MASQUERADE|LOG|KUBE-MARK-\S+)(?: |$)).*)$/;

function targetOf(text: string): string | undefined {
  return OWN_TARGET.exec(text)?.[1];
}

const TARGET = / -[jg] .*$/;

/** Everything before the target; undefined for a rule that asks nothing. */
function matchesOf(text: string): string | undefined {
  const matches = text.replace(TARGET, "");
  return /^-A \S+$/.test(matches) ? undefined : matches;
}

function takeSimilar(left: Unpaired): readonly ChangedPair[] {
  if (left.removed.length * left.added.length > MOST_COMPARISONS) return [];
  const pairs: ChangedPair[] = [];
  for (const rule of left.removed) {
    const open = left.added.filter((other) => !pairs.some(([, taken]) => taken === other));
    const [best] = open
      .map((other) => ({ other, share: shareInCommon(rule.text, other.text) }))
      .filter(({ share }) => share >= LEAST_IN_COMMON)
      .sort((one, other) => other.share - one.share);
    if (best !== undefined) pairs.push([rule, best.other]);
  }
  drop(left, pairs);
  return pairs;
}

/** How many of their values two rules share, of the longer one's. What options are called tells nothing. */
function shareInCommon(one: string, other: string): number {
  const words = valuesOf(one);
  const others = valuesOf(other);
  const open = new Map<string, number>();
  for (const word of words) open.set(word, (open.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of others) {
    const count = open.get(word) ?? 0;
    if (count === 0) continue;
    open.set(word, count - 1);
    common += 1;
  }
  return common / Math.max(1, words.length, others.length);
}

/** The words behind `-A CHAIN` but for options and the names of matches. */
function valuesOf(text: string): readonly string[] {
  const words = wordsOf(text);
  return words.filter(
    (word, index) => index >= 2 && !word.startsWith("-") && words[index - 1] !== "-m",
  );
}
