import type { AddressFamily } from "../objects/addressFamily";
import { serviceRef } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
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
    .flatMap(({ port }) => slice.endpoints.flatMap(endpointReader(slice, port, place)));
}

/** An endpoint without an address is none. */
function endpointReader(
  slice: EndpointSlice,
  port: number,
  place: ServicePortPlace,
): (endpoint: Endpoint) => ProxyEndpoint | readonly [] {
  const { family, label, protocol, nodeName } = place;
  const service = serviceRef(place.service);
  const ofSlice: RuleOrigin = {
    object: { kind: "EndpointSlice", namespace: slice.namespace, name: slice.name },
    field: "endpoints",
    service,
  };
  return (endpoint) => {
    const [ip] = endpoint.addresses;
    if (ip === undefined) return [];
    const name = family === "IPv6" ? `[${ip}]:${port}` : `${ip}:${port}`;
    return {
      ip,
      name,
      chain: endpointChainName(label, protocol, name),
      isReady: endpoint.isReady,
      isServing: endpoint.isServing,
      isTerminating: endpoint.isTerminating,
      isLocal: endpoint.nodeName !== "" && endpoint.nodeName === nodeName,
      zoneHints: endpoint.zoneHints,
      nodeHints: endpoint.nodeHints ?? NO_HINTS,
      origin:
        endpoint.pod === undefined
          ? ofSlice
          : { object: endpoint.pod, field: "status.podIP", service },
    };
  };
}

const NO_HINTS: readonly string[] = [];
