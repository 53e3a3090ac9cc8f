import { keptPerService } from "./keptPerService";
import type { ProxyContext } from "./proxyContext";
import { printProxyRule } from "./proxyRule";
import type { ServiceInfo } from "./servicePortInfo";
import { planServicePort } from "./servicePortPlan";
import { servicePortChains, servicePortRules } from "./servicePortRules";

/** The lines that one Service has in the payload, each with its line break. */
export interface ServicePayload {
  readonly natChains: string;
  readonly filterRules: string;
  readonly natRules: string;
}

/** The payloads of Services, in their order. */
export const servicePayloads = keptPerService(printService);

function printService({ ports }: ServiceInfo, context: ProxyContext): ServicePayload {
  const natChains: string[] = [];
  const filterRules: string[] = [];
  const natRules: string[] = [];
  for (const port of ports) {
    const plan = planServicePort(port, context);
    for (const chain of servicePortChains(plan)) natChains.push(`:${chain} - [0:0]\n`);
    for (const rule of servicePortRules(plan)) {
      const lines = rule.table === "filter" ? filterRules : natRules;
      lines.push(printProxyRule(rule), "\n");
    }
  }
  // Joined, not added up: sums of many short texts stay trees in memory until somebody reads them.
  return {
    natChains: natChains.join(""),
    filterRules: filterRules.join(""),
    natRules: natRules.join(""),
  };
}
