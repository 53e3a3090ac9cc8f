import type { Service } from "../objects/service";
import type { ProxyContext } from "./proxyContext";
import { writeProxyRule } from "./proxyRule";
import { recentlyUsed } from "./recentlyUsed";
import type { ServiceInfo } from "./servicePortInfo";
import { planServicePort } from "./servicePortPlan";
import { servicePortChains, servicePortRules } from "./servicePortRules";

/** The lines that one Service has in the payload, each with its line break. */
export interface ServicePayload {
  readonly natChains: string;
  readonly filterRules: string;
  readonly natRules: string;
}

interface KeptPayload {
  readonly info: ServiceInfo;
  readonly payload: ServicePayload;
}

/** Enough for the nodes that one walk meets. */
const MOST_CONTEXTS = 8;
const keptOf = recentlyUsed(MOST_CONTEXTS, () => new WeakMap<Service, KeptPayload>());

/** The payloads of Services in one context; those that have not changed are not written anew. */
export function servicePayloads(
  infos: readonly ServiceInfo[],
  context: ProxyContext,
): readonly ServicePayload[] {
  const kept = keptOf(JSON.stringify(context));
  return infos.map((info) => {
    const known = kept.get(info.service);
    if (known?.info === info) return known.payload;
    const payload = printService(info, context);
    kept.set(info.service, { info, payload });
    return payload;
  });
}

function printService({ ports }: ServiceInfo, context: ProxyContext): ServicePayload {
  const natChains: string[] = [];
  const filterRules: string[] = [];
  const natRules: string[] = [];
  for (const port of ports) {
    const plan = planServicePort(port, context);
    for (const chain of servicePortChains(plan)) natChains.push(":", chain, " - [0:0]\n");
    for (const rule of servicePortRules(plan)) {
      const lines = rule.table === "filter" ? filterRules : natRules;
      writeProxyRule(lines, rule);
      lines.push("\n");
    }
  }
  // Joined, not added up: sums of many short texts stay trees in memory until somebody reads them.
  return {
    natChains: natChains.join(""),
    filterRules: filterRules.join(""),
    natRules: natRules.join(""),
  };
}
