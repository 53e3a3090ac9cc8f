import type { Finding, FindingPlace } from "./finding";

/** So many alike are told one by one; more are told as one. */
const MOST_ALIKE = 100;
/** So many of the others are named. */
const MOST_NAMED = 5;

/**
 * Findings with those that are alike told as one where there are more than 100 of them: the first, with how many others
 * there are and the places of the next five. Alike are those of the same check, level and table that say the same about
 * why it matters and what to do, numbers and addresses aside. Keeps the order; holds no more of each kind than it tells.
 */
export function gatherAlike(findings: Iterable<Finding>): readonly Finding[] {
  const kinds = new Map<string, Kind>();
  const told: { readonly finding: Finding; readonly kind: Kind }[] = [];
  for (const finding of findings) {
    const key = kindOf(finding);
    const kind = kinds.get(key) ?? { first: finding, count: 0, named: [] };
    if (kind.count === 0) kinds.set(key, kind);
    kind.count += 1;
    const { place } = finding;
    if (kind.first !== finding && place && kind.named.length < MOST_NAMED) kind.named.push(place);
    if (kind.count <= MOST_ALIKE) told.push({ finding, kind });
  }
  return told.flatMap(({ finding, kind }) => {
    if (kind.count <= MOST_ALIKE) return [finding];
    return finding === kind.first ? [withOthers(kind)] : [];
  });
}

interface Kind {
  readonly first: Finding;
  readonly named: FindingPlace[];
  count: number;
}

/** Words with digits or colons, such as addresses and shares, differ between findings of a kind. */
const FIGURES = /(?:\S*[\d:%]\S*\s*)+/g;

function kindOf({ check, level, place, why, whatToDo }: Finding): string {
  return [check, level, place?.table, why.replace(FIGURES, "# "), whatToDo].join("\n");
}

function withOthers({ first, count, named }: Kind): Finding {
  const others = count - 1;
  return {
    ...first,
    title: `${first.title}; and ${others.toLocaleString("en")} more like it`,
    alike: { others, named },
  };
}
