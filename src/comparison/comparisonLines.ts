import type { ChainDifference, RuleDifference } from "./chainDifference";
import type { RulesetComparison } from "./compareRulesets";
import { comparedSentences, differenceSentence } from "./comparisonSentences";

/** A comparison to read, line by line: counts, Services, then every chain that differs. */
export function comparisonLines(comparison: RulesetComparison): readonly string[] {
  const tool = comparison.family === "IPv4" ? "iptables" : "ip6tables";
  return [
    `${tool}: ${differenceSentence(comparison.counts)}`,
    ...comparedSentences(comparison),
    ...(comparison.services.length > 0 ? ["", "Services"] : []),
    ...comparison.services.map(({ name, what }) => `  ${name}: ${what.join(", ")}`),
    ...comparison.chains.flatMap(chainLines),
  ];
}

const KINDS = { added: " (new)", removed: " (gone)", changed: "" } as const;

function chainLines({ table, chain, kind, policy, rules }: ChainDifference): readonly string[] {
  return [
    "",
    `${table} ${chain}${KINDS[kind]}`,
    ...(policy === undefined ? [] : [`  policy ${policy.before} → ${policy.now}`]),
    ...rules.flatMap(ruleLines),
  ];
}

function ruleLines({ kind, before, now }: RuleDifference): readonly string[] {
  switch (kind) {
    case "added":
      return [`  + ${now.number} ${now.text}`];
    case "removed":
      return [`  - ${before.number} ${before.text}`];
    case "moved":
      return [`  > ${before.number} → ${now.number} ${now.text}`];
    case "changed":
      return [`  - ${before.number} ${before.text}`, `  + ${now.number} ${now.text}`];
  }
}
