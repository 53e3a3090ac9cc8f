import type { Ruleset } from "@/engine";
import { CHECKS } from "./checks";
import { examineNode, type KnownFacts } from "./examinedNode";
import { FINDING_LEVELS, type Finding, type FindingLevel } from "./finding";
import { gatherAlike } from "./gatherAlike";

/** How far an examination is. */
export interface FindingsProgress {
  readonly checksDone: number;
  readonly checks: number;
  /** What is looked for now: `rules of both back ends`. */
  readonly looksFor: string;
}

/**
 * What is odd about the rules of a node, warnings first, then notes, then what is known to be so on purpose; in each level
 * by check and in the order of the text; more than a hundred alike are told as one. Pure. Takes time in proportion to the rules.
 */
export function findFindings(
  ruleset: Ruleset,
  facts: KnownFacts = {},
  onProgress?: (progress: FindingsProgress) => void,
): readonly Finding[] {
  const node = examineNode(ruleset, facts);
  const found = CHECKS.flatMap((check, checksDone) => {
    onProgress?.({ checksDone, checks: CHECKS.length, looksFor: check.looksFor });
    return gatherAlike(check.find(node));
  });
  return FINDING_LEVELS.flatMap((level) => found.filter((finding) => finding.level === level));
}

/** How many findings there are of each level. */
export function countFindings(
  findings: readonly Finding[],
): Readonly<Record<FindingLevel, number>> {
  const counts = { warning: 0, note: 0, known: 0 };
  for (const { level } of findings) counts[level] += 1;
  return counts;
}
