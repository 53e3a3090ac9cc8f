import type { Service } from "../objects/service";
import type { ProxyContext } from "./proxyContext";
import { recentlyUsed } from "./recentlyUsed";
import type { ServiceInfo } from "./servicePortInfo";

interface Kept<Value> {
  readonly info: ServiceInfo;
  readonly value: Value;
}

/** Enough for the nodes that one walk meets. */
const MOST_CONTEXTS = 4;

/** Makes something of each Service; of those that have not changed since the last time, in the same context, it is kept. */
export function keptPerService<Value>(
  make: (info: ServiceInfo, context: ProxyContext) => Value,
): (infos: readonly ServiceInfo[], context: ProxyContext) => readonly Value[] {
  const keptOf = recentlyUsed(MOST_CONTEXTS, () => new WeakMap<Service, Kept<Value>>());
  return (infos, context) => {
    const kept = keptOf(JSON.stringify(context));
    return infos.map((info) => {
      const known = kept.get(info.service);
      if (known?.info === info) return known.value;
      const value = make(info, context);
      kept.set(info.service, { info, value });
      return value;
    });
  };
}
