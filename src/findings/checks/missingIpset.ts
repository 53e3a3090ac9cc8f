import type { Check } from "../check";
import { type ExaminedTable, placedRules, placeOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";

const NAME = "missing-ipset";

/** Rules that ask an ipset which the node does not have, where its ipsets are known. One finding for each set. */
export const missingIpset: Check = {
  name: NAME,
  looksFor: "rules that ask a missing ipset",
  find({ tables, facts: { ipsets } }) {
    if (ipsets === undefined) return [];
    const told = new Set(ipsets);
    return tables.flatMap((table) => findIn(table, told));
  },
};

/** Adds to `told` what it tells of. */
function findIn(table: ExaminedTable, told: Set<string>): readonly Finding[] {
  const found: Finding[] = [];
  for (const [chain, number, { matches }] of placedRules(table)) {
    for (const match of matches) {
      if (match.match !== "set" || told.has(match.name)) continue;
      told.add(match.name);
      found.push(tell(match.name, placeOf(table, chain, number)));
    }
  }
  return found;
}

function tell(name: string, place: Finding["place"]): Finding {
  return findingAt(NAME, place, {
    level: "warning",
    title: `The ipset ${name} is asked, and is not among the node's ipsets`,
    why: "The kernel takes no such rule, and lets nobody destroy a set that rules ask: the two texts are of different times or nodes. What depends on the set is undecided.",
    whatToDo: "Print both anew at one time: ipset save, then iptables-save.",
  });
}
