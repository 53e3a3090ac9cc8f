import { type AddressFamily, familyOf } from "../objects/addressFamily";
import type { Cluster } from "../objects/cluster";
import { serviceRef } from "../objects/cluster";
import type { EndpointSlice } from "../objects/endpointSlice";
import { endpointSlicesOf } from "../objects/endpointSlicesOf";
import { hasSameElements } from "../objects/hasSameElements";
import { isHeadless, type Service, type ServicePort } from "../objects/service";
import { type ServiceChainNames, serviceChainNames } from "./chainNames";
import type { Features, KubeProxyVersion } from "./features";
import { type ProxyEndpoint, proxyEndpoints } from "./proxyEndpoint";
import type { RuleOrigin } from "./proxyRule";
import { recentlyUsed } from "./recentlyUsed";

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
  /** The cluster IP of the family. */
  readonly clusterIP: string;
  /** Of the family, as the load balancer's addresses and source ranges are. */
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  readonly sourceRanges: readonly string[];
  readonly isInternalPolicyLocal: boolean;
  readonly chains: ServiceChainNames;
  /** Sorted by name, as strings; by versions that do not sort, as they came. */
  readonly endpoints: readonly ProxyEndpoint[];
}

/** What kube-proxy knows about one Service: the same object as long as nothing of it has changed. */
export interface ServiceInfo {
  readonly service: Service;
  readonly ports: readonly ServicePortInfo[];
  /** Over all ports. */
  readonly endpointCount: number;
}

/** Whose service ports are asked for: what all nodes have in common. */
interface ServicePortPlace {
  readonly family: AddressFamily;
  readonly version: KubeProxyVersion;
  /** Those of the version. */
  readonly features: Features;
}

/** What endpoints come from. */
type EndpointSources = Pick<Cluster, "endpointSlices" | "pods" | "nodes">;

interface KeptInfo {
  readonly sources: EndpointSources;
  readonly slices: readonly EndpointSlice[];
  /** undefined for a Service that has no rules. */
  readonly info: ServiceInfo | undefined;
}

/** Enough for two versions of two families side by side. */
const MOST_PLACES = 4;
const keptOf = recentlyUsed(MOST_PLACES, () => new WeakMap<Service, KeptInfo>());

/**
 * Every Service that kube-proxy writes rules for, in the cluster's order.
 * Headless Services, ExternalName and Services of the other address family are not among them.
 * Source: kubernetes v1.30 pkg/proxy/util/utils.go, ShouldSkipService; pkg/proxy/serviceport.go.
 */
export function serviceInfos(cluster: Cluster, place: ServicePortPlace): readonly ServiceInfo[] {
  const kept = keptOf(`${place.version} ${place.family}`);
  const { endpointSlices, pods, nodes } = cluster;
  const sources: EndpointSources = { endpointSlices, pods, nodes };
  const infos: ServiceInfo[] = [];
  for (const service of cluster.services) {
    let known = kept.get(service);
    if (known === undefined || !isUntouched(known, sources)) {
      known = readAgain(cluster, service, { known, sources, place });
      kept.set(service, known);
    }
    if (known.info !== undefined) infos.push(known.info);
  }
  return infos;
}

function isUntouched({ sources: before }: KeptInfo, now: EndpointSources): boolean {
  return (
    before.endpointSlices === now.endpointSlices &&
    before.pods === now.pods &&
    before.nodes === now.nodes
  );
}

interface Reading {
  readonly known: KeptInfo | undefined;
  readonly sources: EndpointSources;
  readonly place: ServicePortPlace;
}

/** What was known stays when the Service's own endpoints are the same. */
function readAgain(
  cluster: Cluster,
  service: Service,
  { known, sources, place }: Reading,
): KeptInfo {
  const clusterIP = clusterIPOf(service, place);
  if (clusterIP === undefined) return { sources, slices: [], info: undefined };
  const slices = endpointSlicesOf(cluster, service);
  const isSame = known?.info !== undefined && hasSameElements(known.slices, slices);
  const info = isSame ? known.info : serviceInfo(service, clusterIP, slices, place);
  return { sources, slices, info };
}

function serviceInfo(
  service: Service,
  clusterIP: string,
  slices: readonly EndpointSlice[],
  place: ServicePortPlace,
): ServiceInfo {
  const { family, features } = place;
  const addresses = addressesOf(service, place);
  const ports = service.ports.map((port, portIndex) => {
    const label = servicePortLabel(service, port, place);
    const protocol = port.protocol.toLowerCase();
    const hashed = label + protocol;
    const endpoints = proxyEndpoints(slices, { service, port, hashed, family, features });
    const chains = serviceChainNames(hashed);
    return {
      service,
      port,
      portIndex,
      label,
      protocol,
      clusterIP,
      ...addresses,
      chains,
      endpoints,
    };
  });
  const endpointCount = ports.reduce((count, { endpoints }) => count + endpoints.length, 0);
  return { service, ports, endpointCount };
}

/** undefined for a Service that has no rules in this family. */
function clusterIPOf(service: Service, { family, features }: ServicePortPlace): string | undefined {
  if (service.type === "ExternalName" || isHeadless(service)) return undefined;
  const others = features.knowsSeveralClusterIPs ? service.otherClusterIPs : [];
  return [service.clusterIP, ...others].find((address) => familyOf(address) === family);
}

/** What else of the Service is an address, as far as it is of the family. */
function addressesOf(service: Service, { family, features }: ServicePortPlace) {
  const isOfFamily = (address: string) => familyOf(address) === family;
  return {
    externalIPs: service.externalIPs.filter(isOfFamily),
    loadBalancerIPs: loadBalancerIPs(service, features).filter(isOfFamily),
    sourceRanges: service.loadBalancerSourceRanges.filter(isOfFamily),
    isInternalPolicyLocal:
      features.internalTrafficPolicy && service.internalTrafficPolicy === "Local",
  };
}

/** `namespace/name:port`; for a port without a name without the colon, except in the oldest versions. */
function servicePortLabel(
  service: Service,
  port: ServicePort,
  { features }: ServicePortPlace,
): string {
  const label = `${service.namespace}/${service.name}`;
  return port.name === "" && !features.namelessPortsEndInColon ? label : `${label}:${port.name}`;
}

function loadBalancerIPs(service: Service, features: Features): readonly string[] {
  if (service.type !== "LoadBalancer") return [];
  return service.loadBalancerIngress
    .filter((ingress) => ingress.ipMode === "VIP" || !features.loadBalancerIpMode)
    .map((ingress) => ingress.ip);
}

/** Whether the nodes, a load balancer or external addresses take traffic for it. */
export function isExternallyAccessible({ service, externalIPs }: ServicePortInfo): boolean {
  return service.type === "NodePort" || service.type === "LoadBalancer" || externalIPs.length > 0;
}

export function isExternalPolicyLocal(info: ServicePortInfo): boolean {
  return isExternallyAccessible(info) && info.service.externalTrafficPolicy === "Local";
}

/** A field of the Service as the origin of a rule. */
export function serviceOrigin({ service }: ServicePortInfo, field: string): RuleOrigin {
  return { object: serviceRef(service), field };
}

/** A field of this very port as the origin of a rule. */
export function portOrigin(info: ServicePortInfo, field: string): RuleOrigin {
  return serviceOrigin(info, `spec.ports[${info.portIndex}].${field}`);
}
