import { type Cluster, generateRuleset } from "@/kubernetes";
import type { PrintedInterface, PrintedNode, PrintedPod } from "./collectorOutput";

/** A node of flannel's as its tools print it: pods on the bridge cni0, the other nodes behind flannel.1. */
export function flannelNode(
  cluster: Cluster,
  hostname: string,
  {
    others = [],
    ...more
  }: Partial<PrintedNode> & { readonly others?: readonly PrintedInterface[] },
): PrintedNode {
  const { nodes, pods } = cluster;
  const { address = "", podCIDR = "" } = nodes.find(({ name }) => name === hostname) ?? {};
  const behind = nodes.filter(({ name }) => name !== hostname).map((node) => baseOf(node.podCIDR));
  const local = pods.filter(({ nodeName }) => nodeName === hostname);
  return {
    hostname,
    interfaces: [
      { name: "eth0", address: `${address}/24` },
      {
        name: "flannel.1",
        address: `${baseOf(podCIDR)}0/32`,
        kind: "vxlan id 1 local 192.168.1.10 dev eth0 srcport 0 0 dstport 8472 nolearning",
      },
      {
        name: "cni0",
        address: `${baseOf(podCIDR)}1/24`,
        kind: "bridge forward_delay 1500 hello_time 200 max_age 2000",
      },
      ...local.map(
        (_, index): PrintedInterface => ({
          name: `veth${(0x5a1c03 + index * 0x1111).toString(16)}`,
          kind: "veth",
          master: "cni0",
        }),
      ),
      ...others,
    ],
    routes: [
      "default via 192.168.1.1 dev eth0 proto static",
      ...behind.map((base) => `${base}0/24 via ${base}0 dev flannel.1 onlink`),
    ],
    sysctls: NODE_SYSCTLS,
    rules: generateRuleset(cluster, hostname).text,
    pods: pods.map(({ name, address: own, nodeName }): PrintedPod => [name, own, nodeName]),
    ...more,
  };
}

/** What a node of Kubernetes is set to. */
export const NODE_SYSCTLS: readonly string[] = [
  "net.bridge.bridge-nf-call-iptables = 1",
  "net.ipv4.conf.all.route_localnet = 1",
  "net.ipv4.conf.all.rp_filter = 0",
  "net.ipv4.conf.eth0.rp_filter = 0",
  "net.ipv4.ip_forward = 1",
  "net.netfilter.nf_conntrack_count = 1873",
  "net.netfilter.nf_conntrack_max = 262144",
];

/** `10.244.1.` of `10.244.1.0/24`. */
function baseOf(podCIDR: string): string {
  return podCIDR.replace(/\d+\/\d+$/, "");
}
