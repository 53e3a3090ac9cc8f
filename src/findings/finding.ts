import type { Hook, TableName } from "@/engine";

/**
 * `warning`: something does not work, or not as it looks. `note`: worth knowing, and often meant so.
 * `known`: odd at first sight, and made so on purpose by kube-proxy or the kubelet.
 */
export const FINDING_LEVELS = ["warning", "note", "known"] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

/** What a finding is about: a rule, or with `ruleNumber` undefined a chain as a whole. */
export interface FindingPlace {
  readonly table: TableName;
  readonly chain: string;
  /** Counted from 1. */
  readonly ruleNumber: number | undefined;
  /** 1-based line in the text that the rules were read from; 0 when they come from none. */
  readonly line: number;
  /** A hook from which packets come to the chain; undefined when none do. */
  readonly hook: Hook | undefined;
  /** The jumps that lead there from the hook's base chain, in order; none of a base chain, or where there are many. */
  readonly way: readonly { readonly chain: string; readonly ruleNumber: number }[];
}

/** Something odd about the rules of a node. All sentences are whole ones. */
export interface Finding {
  /** The same for the same oddity of the same rules: `shadowed-rule/filter/FORWARD/7`. */
  readonly id: string;
  /** The name of the check that found it. */
  readonly check: string;
  readonly level: FindingLevel;
  /** undefined when the text as a whole is meant. */
  readonly place: FindingPlace | undefined;
  /** What is odd, without a full stop. */
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do about it. */
  readonly whatToDo: string;
  /** Where it is known from: a thread, a file of kube-proxy. */
  readonly source: string | undefined;
  /** Of very many findings alike this is the first: how many others there are, and where the next few are. */
  readonly alike?: { readonly others: number; readonly named: readonly FindingPlace[] };
}

/** What a check says of a place; the rest of a finding follows from where it was found. */
export interface FindingWords {
  readonly level: FindingLevel;
  readonly title: string;
  readonly why: string;
  readonly whatToDo: string;
  readonly source?: string;
}

/** A finding of a check at a place. */
export function findingAt(
  check: string,
  place: FindingPlace | undefined,
  words: FindingWords,
): Finding {
  const where = place === undefined ? [] : [place.table, place.chain, place.ruleNumber ?? ""];
  return {
    id: [check, ...where].join("/"),
    check,
    place,
    level: words.level,
    title: words.title,
    why: words.why,
    whatToDo: words.whatToDo,
    source: words.source,
  };
}
