import { printProxyRule } from "./proxyRule";
import type { ProxyRules } from "./proxyRules";

/** The payload that kube-proxy hands to `iptables-restore --noflush --counters`, with a final line break. */
export function printRestore(rules: ProxyRules): string {
  const lines = rules.tables.flatMap((table) => [
    `*${table.name}`,
    ...table.chains.map((chain) => `:${chain} - [0:0]`),
    ...table.rules.map(printProxyRule),
    "COMMIT",
  ]);
  return `${lines.join("\n")}\n`;
}
