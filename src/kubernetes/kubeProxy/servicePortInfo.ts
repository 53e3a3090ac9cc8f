import type { Cluster } from "../objects/cluster";
import { serviceRef } from "../objects/cluster";
import { endpointSlicesOf } from "../objects/endpointSlicesOf";
import { isHeadless, type Service, type ServicePort } from "../objects/service";
import type { Features } from "./features";
import { type ProxyEndpoint, proxyEndpoints } from "./proxyEndpoint";
import type { RuleOrigin } from "./proxyRule";

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
  return cluster.services.filter(hasRules).flatMap((service) => {
    const slices = endpointSlicesOf(cluster, service);
    return service.ports.map((port, portIndex) => {
      const label = servicePortLabel(service, port);
      const protocol = port.protocol.toLowerCase();
      return {
        service,
        port,
        portIndex,
        label,
        protocol,
        loadBalancerIPs: loadBalancerIPs(service, features),
        sourceRanges: service.loadBalancerSourceRanges.filter(isIpv4Text),
        endpoints: proxyEndpoints(slices, { port, label, protocol, nodeName }),
      };
    });
  });
}

function hasRules(service: Service): boolean {
  return service.type !== "ExternalName" && !isHeadless(service) && isIpv4Text(service.clusterIP);
}

/** `namespace/name:port`, without the colon for a port without a name. */
function servicePortLabel(service: Service, port: ServicePort): string {
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
