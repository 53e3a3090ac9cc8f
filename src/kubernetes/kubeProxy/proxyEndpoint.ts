import type { AddressFamily } from "../objects/addressFamily";
import { serviceRef } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import type { ObjectRef } from "../objects/objectRef";
import type { Service, ServicePort } from "../objects/service";
import { endpointChainName } from "./chainNames";
import type { Features } from "./features";
import type { RuleOrigin } from "./proxyRule";

/** One endpoint of a service port as kube-proxy keeps it: one address, one port. */
export interface ProxyEndpoint {
  readonly ip: string;
  /** `ip:port`, `[ip]:port` for IPv6. */
  readonly name: string;
  /** Its own chain, `KUBE-SEP-…`. */
  readonly chain: string;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  /** Where it runs; "" when not told. */
  readonly nodeName: string;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
  readonly origin: RuleOrigin;
}

interface ServicePortPlace {
  readonly service: Service;
  readonly port: ServicePort;
  /** The service port's label with the protocol behind it, as they go into hashes. */
  readonly hashed: string;
  readonly family: AddressFamily;
  readonly features: Features;
}

/**
 * The endpoints of one service port over all its slices, in the order that the version keeps; of the same address and port the first counts.
 * Source: kubernetes v1.30 pkg/proxy/endpointslicecache.go, addEndpoints and endpointInfoMap.
 */
export function proxyEndpoints(
  slices: readonly EndpointSlice[],
  place: ServicePortPlace,
): readonly ProxyEndpoint[] {
  const endpoints: ProxyEndpoint[] = [];
  for (const slice of slices) readSlice(endpoints, slice, place);
  if (!place.features.sortsEndpoints) return firstOfEachName(endpoints);
  if (isInOrder(endpoints)) return endpoints;
  // Stable: of the same name the first stays before the others.
  endpoints.sort(byName);
  return endpoints.filter(({ name }, index) => name !== endpoints[index - 1]?.name);
}

/** As most come: each name once, and after the one before. */
function isInOrder(endpoints: readonly ProxyEndpoint[]): boolean {
  return endpoints.every(
    ({ name }, index) => index === 0 || name > (endpoints[index - 1]?.name ?? ""),
  );
}

function byName({ name: one }: ProxyEndpoint, { name: other }: ProxyEndpoint): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function firstOfEachName(endpoints: readonly ProxyEndpoint[]): readonly ProxyEndpoint[] {
  const names = new Set<string>();
  return endpoints.filter(({ name }) => {
    const isFirst = !names.has(name);
    names.add(name);
    return isFirst;
  });
}

function readSlice(read: ProxyEndpoint[], slice: EndpointSlice, place: ServicePortPlace): void {
  if (slice.addressType !== place.family) return;
  const { name, protocol } = place.port;
  const service = serviceRef(place.service);
  for (const { name: ownName, protocol: ownProtocol, port } of slice.ports) {
    if (ownName !== name || ownProtocol !== protocol) continue;
    for (const endpoint of slice.endpoints) {
      const [ip] = endpoint.addresses;
      // An endpoint without an address is none.
      if (ip === undefined) continue;
      const origin = originOf(endpoint, slice, service);
      read.push(proxyEndpoint(endpoint, place, { ip, port, origin }));
    }
  }
}

interface EndpointPlace {
  readonly ip: string;
  readonly port: number;
  readonly origin: RuleOrigin;
}

function proxyEndpoint(
  endpoint: Endpoint,
  { family, hashed }: ServicePortPlace,
  { ip, port, origin }: EndpointPlace,
): ProxyEndpoint {
  const name = family === "IPv6" ? `[${ip}]:${port}` : `${ip}:${port}`;
  return {
    ip,
    name,
    chain: endpointChainName(hashed, name),
    isReady: endpoint.isReady,
    isServing: endpoint.isServing,
    isTerminating: endpoint.isTerminating,
    nodeName: endpoint.nodeName,
    zoneHints: endpoint.zoneHints,
    nodeHints: endpoint.nodeHints ?? NO_HINTS,
    origin,
  };
}

function originOf({ pod }: Endpoint, slice: EndpointSlice, service: ObjectRef): RuleOrigin {
  if (pod !== undefined) return { object: pod, field: "status.podIP", service };
  const object = { kind: "EndpointSlice", namespace: slice.namespace, name: slice.name } as const;
  return { object, field: "endpoints", service };
}

const NO_HINTS: readonly string[] = [];
