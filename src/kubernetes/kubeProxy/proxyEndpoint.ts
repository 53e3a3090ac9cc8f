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
  /** On the node that rules are written for. */
  readonly isLocal: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
  readonly origin: RuleOrigin;
}

interface ServicePortPlace {
  readonly service: Service;
  readonly port: ServicePort;
  /** The service port's label and protocol, as they go into hashes. */
  readonly label: string;
  readonly protocol: string;
  readonly nodeName: string;
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
  const byName = new Map<string, ProxyEndpoint>();
  for (const endpoint of slices.flatMap((slice) => sliceEndpoints(slice, place))) {
    if (!byName.has(endpoint.name)) byName.set(endpoint.name, endpoint);
  }
  const endpoints = [...byName.values()];
  if (!place.features.sortsEndpoints) return endpoints;
  return endpoints.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function sliceEndpoints(slice: EndpointSlice, place: ServicePortPlace): readonly ProxyEndpoint[] {
  if (slice.addressType !== place.family) return [];
  const { name, protocol } = place.port;
  return slice.ports
    .filter((candidate) => candidate.name === name && candidate.protocol === protocol)
    .flatMap(({ port }) =>
      slice.endpoints.flatMap((endpoint) => {
        const [ip] = endpoint.addresses;
        if (ip === undefined) return [];
        return [
          {
            ...proxyEndpoint(endpoint, { ip, port }, place),
            origin: origin(endpoint, slice, place),
          },
        ];
      }),
    );
}

function proxyEndpoint(
  endpoint: Endpoint,
  { ip, port }: { readonly ip: string; readonly port: number },
  place: ServicePortPlace,
): Omit<ProxyEndpoint, "origin"> {
  const name = place.family === "IPv6" ? `[${ip}]:${port}` : `${ip}:${port}`;
  return {
    ip,
    name,
    chain: endpointChainName(place.label, place.protocol, name),
    isReady: endpoint.isReady,
    isServing: endpoint.isServing,
    isTerminating: endpoint.isTerminating,
    isLocal: endpoint.nodeName !== "" && endpoint.nodeName === place.nodeName,
    zoneHints: endpoint.zoneHints,
    nodeHints: endpoint.nodeHints ?? [],
  };
}

function origin(
  { pod }: Endpoint,
  { namespace, name }: EndpointSlice,
  place: ServicePortPlace,
): RuleOrigin {
  const service = serviceRef(place.service);
  const slice: ObjectRef = { kind: "EndpointSlice", namespace, name };
  return pod === undefined
    ? { object: slice, field: "endpoints", service }
    : { object: pod, field: "status.podIP", service };
}
