import type { Rule } from "../ruleset/rule";
import type { Ruleset, Table } from "../ruleset/ruleset";

/** Matches and targets that make the kernel track connections. Source: Linux, callers of nf_ct_netns_get. */
const TRACKING_MATCHES: ReadonlySet<string> = new Set(["conntrack", "state", "connmark"]);
const TRACKING_TARGETS: ReadonlySet<string> = new Set([
  "DNAT",
  "SNAT",
  "MASQUERADE",
  "REDIRECT",
  "NETMAP",
  "CONNMARK",
]);

/** Whether any rule makes the kernel track connections. Without one, nothing is tracked and nat chains are never visited. */
export function asksForConntrack(ruleset: Ruleset): boolean {
  return ruleset.tables.some(hasRuleThatAsks);
}

function hasRuleThatAsks(table: Table): boolean {
  for (const chain of table.filledChains()) {
    for (let number = 1; number <= chain.length; number++) {
      if (asks(chain.rule(number))) return true;
    }
  }
  return false;
}

function asks({ matches, target }: Rule): boolean {
  if (target !== undefined && TRACKING_TARGETS.has(target.target)) return true;
  return matches.some(({ match }) => TRACKING_MATCHES.has(match));
}
