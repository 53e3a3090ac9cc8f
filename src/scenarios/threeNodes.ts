import {
  type Cluster,
  newCluster,
  newNode,
  newPod,
  newService,
  type Pod,
  type ProxySettings,
  type Service,
} from "@/kubernetes";
import type { PacketDraft } from "./walkDocument";

/** The machines that most examples play on. */
const NODES = [
  newNode({ name: "node-a", address: "192.168.1.10", podCIDR: "10.244.0.0/24" }),
  newNode({ name: "node-b", address: "192.168.1.11", podCIDR: "10.244.1.0/24" }),
  newNode({ name: "node-c", address: "192.168.1.12", podCIDR: "10.244.2.0/24" }),
];

const WEB_LABELS = { app: "web" };

/** One web server on each node, as a Deployment of three replicas would spread them. */
export const WEB_PODS: readonly Pod[] = [
  newPod({
    name: "web-r728ht7jz-z4t4q",
    nodeName: "node-a",
    address: "10.244.0.5",
    labels: WEB_LABELS,
  }),
  newPod({
    name: "web-r728ht7jz-5nvpx",
    nodeName: "node-b",
    address: "10.244.1.6",
    labels: WEB_LABELS,
  }),
  newPod({
    name: "web-r728ht7jz-zwkhj",
    nodeName: "node-c",
    address: "10.244.2.7",
    labels: WEB_LABELS,
  }),
];

/** Service default/web, port 80 to the web servers' 8080. */
export const WEB_SERVICE: Service = newService({
  name: "web",
  clusterIP: "10.96.20.1",
  selector: WEB_LABELS,
  ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 8080, nodePort: undefined }],
});

/** A pod that only asks, on node-a. */
export const CLIENT_POD: Pod = newPod({
  name: "shell",
  nodeName: "node-a",
  address: "10.244.0.9",
  labels: { app: "shell" },
});

/** The same Service with a port on every node. */
export function nodePortService(): Service {
  return {
    ...WEB_SERVICE,
    type: "NodePort",
    ports: WEB_SERVICE.ports.map((port) => ({ ...port, nodePort: 30080 })),
  };
}

/** The same Service behind a load balancer. */
export function loadBalancerService(): Service {
  return {
    ...nodePortService(),
    type: "LoadBalancer",
    loadBalancerIngress: [{ ip: "198.51.100.20", ipMode: "VIP" }],
  };
}

/** Three nodes with the given pods and Services; kube-proxy as usual but for what is told. */
export function threeNodes(
  parts: Pick<Cluster, "pods" | "services">,
  proxy: Partial<ProxySettings> = {},
): Cluster {
  const { settings, ...cluster } = newCluster({ nodes: NODES, ...parts });
  return { ...cluster, settings: { ...settings, proxy: { ...settings.proxy, ...proxy } } };
}

/** A cluster on the given ones of its nodes alone. */
export function onNodes(cluster: Cluster, ...names: readonly string[]): Cluster {
  return { ...cluster, nodes: cluster.nodes.filter(({ name }) => names.includes(name)) };
}

/** The first packet of one TCP connection. */
export function firstPacket(
  draft: Pick<PacketDraft, "from" | "to" | "port" | "sourcePort">,
): PacketDraft {
  return { protocol: "tcp", count: 1, as: "one connection", ...draft };
}
