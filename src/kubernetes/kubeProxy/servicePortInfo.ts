import type { Cluster } from "../objects/cluster";
import { serviceRef } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import { endpointSlicesOf } from "../objects/endpointSlicesOf";
import type { ObjectRef } from "../objects/objectRef";
import { isHeadless, type Service, type ServicePort } from "../objects/service";
import type { Features } from "./features";
import type { RuleOrigin } from "./proxyRule";

/** One endpoint as kube-proxy keeps it: one address, one port. */
export interface ProxyEndpoint {
  readonly ip: string;
  /** `ip:port`. */
  readonly name: string;
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
  readonly isLocal: boolean;
  readonly zoneHints: readonly string[];
  readonly origin: RuleOrigin;
}

/** What kube-proxy knows about one port of one Service. */
export interface ServicePortInfo {
  readonly service: Service;
  readonly port: ServicePort;
  /** The port's place in `spec.ports`, from 0. */
  readonly portIndex: number;
  /** `namespace/name`, with `:port` when the port has a name: stands in comments and hashes. */
  readonly label: string;
  /** Lower case. */
  readonly protocol: string;
  readonly loadBalancerIPs: readonly string[];
  readonly sourceRanges: readonly string[];
  /** Sorted by name, as strings. */
  readonly endpoints: readonly ProxyEndpoint[];
}

/**
 * Every service port that kube-proxy writes rules for, in the cluster's order.
 * Headless Services, ExternalName and Services of the other address family have none.
 * Source: kubernetes v1.30 pkg/proxy/util/utils.go, ShouldSkipService; pkg/proxy/serviceport.go.
 */
export function servicePortInfos(
  cluster: Cluster,
  nodeName: string,
  features: Features,
): readonly ServicePortInfo[] {
  return cluster.services
    .filter((service) => service.type !== "ExternalName" && !isHeadless(service))
    .flatMap((service) => {
      const slices = endpointSlicesOf(cluster, service);
      return service.ports.map((port, portIndex) => ({
        service,
        port,
        portIndex,
        label: servicePortLabel(service, port),
        protocol: port.protocol.toLowerCase(),
        loadBalancerIPs: loadBalancerIPs(service, features),
        sourceRanges: service.loadBalancerSourceRanges.filter(isIpv4Text),
        endpoints: endpointsOf(slices, port, nodeName),
      }));
    });
}

/** `namespace/name:port`, without the colon for a port without a name. */
export function servicePortLabel(service: Service, port: ServicePort): string {
  const label = `${service.namespace}/${service.name}`;
  return port.name === "" ? label : `${label}:${port.name}`;
}

function loadBalancerIPs(service: Service, features: Features): readonly string[] {
  if (service.type !== "LoadBalancer") return [];
  return service.loadBalancerIngress
    .filter((ingress) => ingress.ipMode === "VIP" || !features.loadBalancerIpMode)
    .map((ingress) => ingress.ip)
    .filter(isIpv4Text);
}

function isIpv4Text(address: string): boolean {
  return address !== "" && !address.includes(":");
}

function endpointsOf(
  slices: readonly EndpointSlice[],
  port: ServicePort,
  nodeName: string,
): readonly ProxyEndpoint[] {
  const byName = new Map<string, ProxyEndpoint>();
  for (const endpoint of slices.flatMap((slice) => sliceEndpoints(slice, port, nodeName))) {
    if (!byName.has(endpoint.name)) byName.set(endpoint.name, endpoint);
  }
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function sliceEndpoints(
  slice: EndpointSlice,
  port: ServicePort,
  nodeName: string,
): readonly ProxyEndpoint[] {
  if (slice.addressType !== "IPv4") return [];
  const { namespace, name } = slice;
  const sliceRef: ObjectRef = { kind: "EndpointSlice", namespace, name };
  return slice.ports
    .filter((candidate) => candidate.name === port.name && candidate.protocol === port.protocol)
    .flatMap((slicePort) =>
      slice.endpoints.flatMap(
        (endpoint) => proxyEndpoint(endpoint, slicePort.port, { nodeName, sliceRef }) ?? [],
      ),
    );
}

function proxyEndpoint(
  endpoint: Endpoint,
  port: number,
  place: { readonly nodeName: string; readonly sliceRef: ObjectRef },
): ProxyEndpoint | undefined {
  const [ip] = endpoint.addresses;
  if (ip === undefined) return undefined;
  const origin: RuleOrigin =
    endpoint.pod === undefined
      ? { object: place.sliceRef, field: "endpoints" }
      : { object: endpoint.pod, field: "status.podIP" };
  return {
    ip,
    name: `${ip}:${port}`,
    isReady: endpoint.isReady,
    isServing: endpoint.isServing,
    isTerminating: endpoint.isTerminating,
    isLocal: endpoint.nodeName !== "" && endpoint.nodeName === place.nodeName,
    zoneHints: endpoint.zoneHints,
    origin,
  };
}

/** Whether the nodes, a load balancer or external addresses take traffic for it. */
export function isExternallyAccessible({ service }: ServicePortInfo): boolean {
  return (
    service.type === "NodePort" ||
    service.type === "LoadBalancer" ||
    service.externalIPs.some(isIpv4Text)
  );
}

export function isInternalPolicyLocal({ service }: ServicePortInfo): boolean {
  return service.internalTrafficPolicy === "Local";
}

export function isExternalPolicyLocal(info: ServicePortInfo): boolean {
  return isExternallyAccessible(info) && info.service.externalTrafficPolicy === "Local";
}

/** The external addresses of the family that rules are written for. */
export function externalIPsOf({ service }: ServicePortInfo): readonly string[] {
  return service.externalIPs.filter(isIpv4Text);
}

/** A field of the Service as the origin of a rule. */
export function serviceOrigin({ service }: ServicePortInfo, field: string): RuleOrigin {
  return { object: serviceRef(service), field };
}

/** A field of this very port as the origin of a rule. */
export function portOrigin(info: ServicePortInfo, field: string): RuleOrigin {
  return serviceOrigin(info, `spec.ports[${info.portIndex}].${field}`);
}
