import { ZONE_LABEL } from "../objects/endpointSlicesOf";
import type { Service } from "../objects/service";
import type { Features } from "./features";
import type { ProxyContext } from "./proxyContext";
import type { ProxyEndpoint } from "./proxyEndpoint";
import {
  isExternallyAccessible,
  isExternalPolicyLocal,
  type ServicePortInfo,
} from "./servicePortInfo";

/** Which endpoints traffic of one service port may go to, seen from one node. */
export interface EndpointSelection {
  /** For the policy Cluster; empty when no traffic uses it. */
  readonly cluster: readonly ProxyEndpoint[];
  /** For the policy Local; empty when no traffic uses it. */
  readonly local: readonly ProxyEndpoint[];
  /** The union of both: those that need a chain of their own. */
  readonly reachable: readonly ProxyEndpoint[];
  /** Whether any endpoint is usable on any node, so that DROP and not REJECT is right when none is here. */
  readonly hasAny: boolean;
}

/**
 * Ready endpoints; where there are none, those that terminate and still serve. Topology hints narrow only the Cluster list.
 * Source: kubernetes v1.30 pkg/proxy/topology.go, CategorizeEndpoints.
 */
export function selectEndpoints(info: ServicePortInfo, context: ProxyContext): EndpointSelection {
  if (!context.features.choosesEndpointsByTraffic) return filterEndpoints(info, context);
  const usesCluster = !info.isInternalPolicyLocal || isExternallyAccessible(info);
  const usesLocal = info.isInternalPolicyLocal || isExternalPolicyLocal(info);
  const usable = (endpoints: readonly ProxyEndpoint[]) => usableEndpoints(endpoints, context);
  const cluster = usesCluster ? usable(hintedEndpoints(info, context)) : [];
  const local = usesLocal
    ? usable(info.endpoints.filter((endpoint) => isLocal(endpoint, context)))
    : [];
  return {
    cluster,
    local,
    reachable: union(info.endpoints, cluster, local),
    hasAny: cluster.length > 0 || (usesLocal && usable(info.endpoints).length > 0),
  };
}

/** Whether an endpoint runs on the node that rules are written for. */
function isLocal({ nodeName }: ProxyEndpoint, context: ProxyContext): boolean {
  return nodeName !== "" && nodeName === context.nodeName;
}

/** The endpoints that are in either list, in the order of all. */
function union(
  all: readonly ProxyEndpoint[],
  one: readonly ProxyEndpoint[],
  other: readonly ProxyEndpoint[],
): readonly ProxyEndpoint[] {
  if (other.length === 0) return one;
  const either = new Set([...one, ...other]);
  return all.filter((endpoint) => either.has(endpoint));
}

/**
 * The ready endpoints in one list for all traffic, which an internal policy Local thins out unless traffic from outside
 * has that policy too; the local ones of them for the latter.
 * Source: kubernetes v1.23 pkg/proxy/topology.go, FilterEndpoints.
 */
function filterEndpoints(info: ServicePortInfo, context: ProxyContext): EndpointSelection {
  const ready = info.endpoints.filter((endpoint) => endpoint.isReady);
  const local = ready.filter((endpoint) => isLocal(endpoint, context));
  const isExternalLocal = isExternalPolicyLocal(info);
  const cluster = info.isInternalPolicyLocal && !isExternalLocal ? local : ready;
  return {
    cluster,
    local: isExternalLocal ? local : [],
    reachable: cluster,
    hasAny: cluster.length > 0,
  };
}

function usableEndpoints(
  endpoints: readonly ProxyEndpoint[],
  { features }: ProxyContext,
): readonly ProxyEndpoint[] {
  if (endpoints.every(({ isReady }) => isReady)) return endpoints;
  const ready = endpoints.filter(({ isReady }) => isReady);
  if (ready.length > 0 || !features.terminatingFallback) return ready;
  return endpoints.filter((endpoint) => endpoint.isServing && endpoint.isTerminating);
}

/** Of the ready endpoints those that hints leave for this node: for the node, else for its zone, else all. */
function hintedEndpoints(
  { service, endpoints }: ServicePortInfo,
  { features, nodeName, nodeLabels }: ProxyContext,
): readonly ProxyEndpoint[] {
  if (features.nodeHints && areHintedFor(endpoints, "nodeHints", nodeName)) {
    return endpoints.filter(({ isReady, nodeHints }) => !isReady || nodeHints.includes(nodeName));
  }
  const zone = nodeLabels[ZONE_LABEL] ?? "";
  const mayBeZonal = features.zoneHints && zone !== "" && mayFollowHints(service, features);
  if (mayBeZonal && areHintedFor(endpoints, "zoneHints", zone)) {
    return endpoints.filter(({ isReady, zoneHints }) => !isReady || zoneHints.includes(zone));
  }
  return endpoints;
}

/** Hints count only where every ready endpoint has some and one of them is for this place. */
function areHintedFor(
  endpoints: readonly ProxyEndpoint[],
  hints: "nodeHints" | "zoneHints",
  place: string,
): boolean {
  return (
    endpoints.every((endpoint) => !endpoint.isReady || endpoint[hints].length > 0) &&
    endpoints.some((endpoint) => endpoint.isReady && endpoint[hints].includes(place))
  );
}

// Source: kubernetes staging/src/k8s.io/api/core/v1/annotation_key_constants.go
const OLD_HINTS_ANNOTATION = "service.kubernetes.io/topology-aware-hints";
const HINTS_ANNOTATION = "service.kubernetes.io/topology-mode";

function mayFollowHints({ annotations }: Service, features: Features): boolean {
  if (!features.hintsNeedAnnotation) return true;
  const old = annotations[OLD_HINTS_ANNOTATION];
  if (!features.topologyModeAnnotation) return old === "Auto" || old === "auto";
  const value = old ?? annotations[HINTS_ANNOTATION] ?? "";
  return value !== "" && value !== "disabled" && value !== "Disabled";
}
