import { ZONE_LABEL } from "../objects/endpointSlicesOf";
import type { Service } from "../objects/service";
import type { ProxyContext } from "./proxyContext";
import type { ProxyEndpoint } from "./proxyEndpoint";
import {
  isExternallyAccessible,
  isExternalPolicyLocal,
  isInternalPolicyLocal,
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
  const usesCluster = !isInternalPolicyLocal(info) || isExternallyAccessible(info);
  const usesLocal = isInternalPolicyLocal(info) || isExternalPolicyLocal(info);
  const usable = (endpoints: readonly ProxyEndpoint[]) => usableEndpoints(endpoints, context);
  const hinted = zoneForHints(info, context);

  const ready = (endpoint: ProxyEndpoint) =>
    hinted === undefined || !endpoint.isReady || endpoint.zoneHints.includes(hinted);
  const cluster = usesCluster ? usable(info.endpoints.filter(ready)) : [];
  const local = usesLocal ? usable(info.endpoints.filter((endpoint) => endpoint.isLocal)) : [];
  return {
    cluster,
    local,
    reachable: info.endpoints.filter(
      (endpoint) => cluster.includes(endpoint) || local.includes(endpoint),
    ),
    hasAny: cluster.length > 0 || (usesLocal && usable(info.endpoints).length > 0),
  };
}

function usableEndpoints(
  endpoints: readonly ProxyEndpoint[],
  { features }: ProxyContext,
): readonly ProxyEndpoint[] {
  const ready = endpoints.filter((endpoint) => endpoint.isReady);
  if (ready.length > 0 || !features.terminatingFallback) return ready;
  return endpoints.filter((endpoint) => endpoint.isServing && endpoint.isTerminating);
}

/** This node's zone, when hints are to be followed: every ready endpoint has one, and one of them names this zone. */
function zoneForHints(info: ServicePortInfo, context: ProxyContext): string | undefined {
  const zone = context.nodeLabels[ZONE_LABEL];
  if (zone === undefined || zone === "") return undefined;
  if (context.features.hintsNeedAnnotation && !asksForHints(info.service)) return undefined;
  const ready = info.endpoints.filter((endpoint) => endpoint.isReady);
  const allHinted = ready.every((endpoint) => endpoint.zoneHints.length > 0);
  return allHinted && ready.some((endpoint) => endpoint.zoneHints.includes(zone))
    ? zone
    : undefined;
}

// Source: kubernetes staging/src/k8s.io/api/core/v1/annotation_key_constants.go
const HINTS_ANNOTATIONS = [
  "service.kubernetes.io/topology-aware-hints",
  "service.kubernetes.io/topology-mode",
];

function asksForHints(service: Service): boolean {
  const value = HINTS_ANNOTATIONS.map((key) => service.annotations[key]).find(
    (written) => written !== undefined,
  );
  return value !== undefined && value !== "" && value.toLowerCase() !== "disabled";
}
