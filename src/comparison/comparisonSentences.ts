import type { DifferenceCounts, RulesetComparison } from "./compareRulesets";

/** `12 chains differ: 8 rules added, 3 removed, 2 moved`; or that nothing differs. */
export function differenceSentence(counts: DifferenceCounts): string {
  const { chains, chainsAdded, chainsRemoved, policies } = counts;
  if (chains === 0) return "No rule differs.";
  const rules = (["added", "removed", "moved", "changed"] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind, index) => {
      const number = counts[kind].toLocaleString("en");
      const noun = counts[kind] === 1 ? "rule" : "rules";
      return index === 0 ? `${number} ${noun} ${kind}` : `${number} ${kind}`;
    });
  const parts = [
    ...rules,
    ...(policies > 0 ? [counted(policies, "policy", "policies")] : []),
    ...(chainsAdded > 0 ? [`${counted(chainsAdded, "chain", "chains")} new`] : []),
    ...(chainsRemoved > 0 ? [`${counted(chainsRemoved, "chain", "chains")} gone`] : []),
  ];
  return `${counted(chains, "chain differs", "chains differ")}: ${parts.join(", ")}.`;
}

/** What was compared, and what of it does not count. */
export function comparedSentences({
  counts,
  orderIgnored,
  tables,
}: RulesetComparison): readonly string[] {
  const { chainsCompared, rulesBefore, rulesNow } = counts;
  return [
    `${counted(chainsCompared, "chain", "chains")} compared, ${counted(rulesBefore, "rule", "rules")} before and ${rulesNow.toLocaleString("en")} now. Counters and the order of chains do not count.`,
    ...orderIgnored.map(
      ({ table, chain, of }) =>
        `The order of Services among the ${counted(of, "rule", "rules")} of ${table} ${chain} is another, and not compared: none can take another's packets.`,
    ),
    ...tables.map(({ table, kind }) =>
      kind === "added"
        ? `The table ${table} is there only now.`
        : `The table ${table} is there only before.`,
    ),
  ];
}

function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : several}`;
}
