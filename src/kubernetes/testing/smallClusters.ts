import type { Cluster } from "../objects/cluster";
import type { EndpointSlice } from "../objects/endpointSlice";
import type { ProxySettings } from "../objects/proxySettings";
import type { Service } from "../objects/service";
import { shopCluster } from "./shopCluster";

const HTTP = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
} as const;
const LOAD_BALANCER: Partial<Service> = {
  type: "LoadBalancer",
  ports: [HTTP],
  loadBalancerIngress: [{ ip: "203.0.113.50", ipMode: "VIP" }],
};

/** Clusters of two nodes and one Service, one for each thing that a Service or kube-proxy can be told. */
export const SMALL_CLUSTERS = {
  "cluster-ip": shopCluster(),
  "nameless-port": shopCluster({ ports: [{ ...HTTP, name: "" }] }),
  "node-port": shopCluster({ type: "NodePort", ports: [HTTP] }),
  "node-port-local": shopCluster({
    type: "NodePort",
    ports: [HTTP],
    externalTrafficPolicy: "Local",
  }),
  "node-port-local-elsewhere": withoutPodsOf(
    shopCluster({ type: "NodePort", ports: [HTTP], externalTrafficPolicy: "Local" }),
    "one",
  ),
  "no-endpoints": withoutPodsOf(shopCluster({ type: "NodePort", ports: [HTTP] }), "one", "two"),
  "internal-local": shopCluster({ internalTrafficPolicy: "Local" }),
  "external-ips": shopCluster({ externalIPs: ["198.51.100.3"] }),
  "load-balancer": shopCluster(LOAD_BALANCER),
  "source-ranges": shopCluster({
    ...LOAD_BALANCER,
    loadBalancerSourceRanges: ["198.51.100.0/24", "192.168.1.0/24"],
  }),
  "health-check": shopCluster({
    ...LOAD_BALANCER,
    externalTrafficPolicy: "Local",
    healthCheckNodePort: 32000,
  }),
  affinity: shopCluster({ clientIPAffinitySeconds: 10800 }),
  "many-ports": shopCluster({
    ports: [
      { ...HTTP, nodePort: undefined },
      { name: "dns", protocol: "UDP", port: 53, targetPort: 5353, nodePort: undefined },
      { name: "sig", protocol: "SCTP", port: 2905, targetPort: 2905, nodePort: undefined },
    ],
  }),
  settings: withSettings(shopCluster({ type: "NodePort", ports: [HTTP] }), {
    detectLocalMode: "InterfaceNamePrefix",
    interfaceNamePrefix: "veth",
    masqueradeBit: 20,
    nodePortAddresses: ["192.168.1.0/24"],
    localhostNodePorts: false,
    hasRandomFully: false,
    hasNfacct: true,
  }),
  ipv6: ofIpv6(),
} as const satisfies Record<string, Cluster>;

function withoutPodsOf(cluster: Cluster, ...nodeNames: readonly string[]): Cluster {
  return { ...cluster, pods: cluster.pods.filter((pod) => !nodeNames.includes(pod.nodeName)) };
}

function withSettings(cluster: Cluster, settings: Partial<ProxySettings>): Cluster {
  const proxy = { ...cluster.settings.proxy, ...settings };
  return { ...cluster, settings: { ...cluster.settings, proxy } };
}

function ofIpv6(): Cluster {
  const cluster = shopCluster({
    type: "NodePort",
    ports: [HTTP],
    externalTrafficPolicy: "Local",
    otherClusterIPs: ["fd00:96::7"],
  });
  const endpoint = (address: string, nodeName: string) => ({
    addresses: [address],
    nodeName,
    zone: "",
    isReady: true,
    isServing: true,
    isTerminating: false,
    zoneHints: [],
    pod: undefined,
  });
  const slice: EndpointSlice = {
    namespace: "shop",
    name: "cart-v6",
    serviceName: "cart",
    addressType: "IPv6",
    endpoints: [endpoint("fd00:244:1::5", "one"), endpoint("fd00:244:2::5", "two")],
    ports: [{ name: "http", protocol: "TCP", port: 8080 }],
  };
  return withSettings(
    { ...cluster, endpointSlices: [slice] },
    { ipFamily: "IPv6", clusterCIDR: "fd00:244::/56" },
  );
}
