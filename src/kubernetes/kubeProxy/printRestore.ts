import { filterChains, firewallRules, forwardRules } from "./fixedFilterRules";
import { FIXED_NAT_CHAINS, masqueradeRules, nodePortsJumpRules } from "./fixedNatRules";
import { type ProxyRule, printProxyRule } from "./proxyRule";
import type { ProxyRules } from "./proxyRules";
import { servicePayloads } from "./servicePayload";

/** The payload that kube-proxy hands to `iptables-restore --noflush --counters`, with a final line break. */
export function printRestore({ context, services }: ProxyRules): string {
  const payloads = servicePayloads(services, context);
  let filterRules = "";
  let natChains = "";
  let natRules = "";
  for (const payload of payloads) {
    if (payload.filterRules !== "") filterRules += payload.filterRules;
    natChains += payload.natChains;
    natRules += payload.natRules;
  }
  return [
    "*filter\n",
    chainLines(filterChains(context)),
    ruleLines(firewallRules(context)),
    filterRules,
    ruleLines(forwardRules(context)),
    "COMMIT\n*nat\n",
    chainLines(FIXED_NAT_CHAINS),
    natChains,
    ruleLines(masqueradeRules(context)),
    natRules,
    ruleLines(nodePortsJumpRules(context)),
    "COMMIT\n",
  ].reduce((text, part) => text + part);
}

function chainLines(chains: readonly string[]): string {
  return chains.map((chain) => `:${chain} - [0:0]\n`).join("");
}

function ruleLines(rules: readonly ProxyRule[]): string {
  return rules.map((rule) => `${printProxyRule(rule)}\n`).join("");
}
