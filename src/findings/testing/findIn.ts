import { parseRuleset } from "@/engine";
import type { Check } from "../check";
import { examineNode, type KnownFacts } from "../examinedNode";
import type { Finding } from "../finding";

const BASE_CHAINS: Readonly<Record<string, readonly string[]>> = {
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
};

/** A save text of one line per rule: tables by name, `:NAME` for a user chain, `FORWARD DROP` for a policy. */
export function saveText(tables: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(tables)
    .map(([table, lines]) => {
      const isPolicy = (line: string) => / DROP$/.test(line) && !line.includes("-");
      const policy = (chain: string) => (lines.includes(`${chain} DROP`) ? "DROP" : "ACCEPT");
      return [
        `*${table}`,
        ...(BASE_CHAINS[table] ?? []).map((chain) => `:${chain} ${policy(chain)} [0:0]`),
        ...lines.filter((line) => line.startsWith(":")).map((line) => `${line} - [0:0]`),
        ...lines
          .filter((line) => !line.startsWith(":") && !isPolicy(line))
          .map((line) => `-A ${line}`),
        "COMMIT",
      ].join("\n");
    })
    .join("\n");
}

/** What a check finds in a save text, or in tables as `saveText` takes them. */
export function findIn(
  check: Check,
  rules: string | Readonly<Record<string, readonly string[]>>,
  facts: KnownFacts = {},
): readonly Finding[] {
  const text = typeof rules === "string" ? rules : saveText(rules);
  return [...check.find(examineNode(parseRuleset(text).ruleset, { text, ...facts }))];
}

/** The same in short: `warning filter FORWARD 3`, `note nat KUBE-SVC-X`, `warning` for the text as a whole. */
export function shortFindings(...args: Parameters<typeof findIn>): readonly string[] {
  return findIn(...args).map(({ level, place }) =>
    place === undefined
      ? level
      : [level, place.table, place.chain, place.ruleNumber].filter(Boolean).join(" "),
  );
}
