import type { Ruleset, WorldSpec } from "@/engine";

/** What the recorded flows were sent through, as far as it differs from case to case. */
export interface GoldenNode {
  /** On eth0. */
  readonly address: string;
  readonly rules: Ruleset;
  /** Addresses of pods that answer on every port. */
  readonly podAddresses: readonly string[];
}

export const OUTSIDE_CLIENT = "client";
export const CLIENT_POD = "pod";
export const GOLDEN_NODE = "node";
const CLIENT_POD_ADDRESS = "10.244.250.7";
const CLIENT_ADDRESS = "192.168.1.200";

/** The hosts of the recorded flows: one node, all pods behind one link of it, a client outside that is its way out. */
export function goldenWorld({ address, rules, podAddresses }: GoldenNode): WorldSpec {
  return {
    nodes: [
      {
        name: GOLDEN_NODE,
        interfaces: [
          { name: "lo", addresses: ["10.244.0.1/32"] },
          { name: "eth0", addresses: [`${address}/24`], network: "lan" },
          { name: "vpods", addresses: [], network: "pods" },
          { name: "vpodc", addresses: [], network: "pod" },
        ],
        routes: [
          "10.244.0.0/16 dev vpods",
          `${CLIENT_POD_ADDRESS} dev vpodc`,
          `default via ${CLIENT_ADDRESS}`,
        ],
        sysctls: {
          "net/ipv4/ip_forward": 1,
          "net/ipv4/conf/all/route_localnet": 1,
          "net/ipv4/conf/all/rp_filter": 0,
        },
        rules,
        ipsets: [],
      },
    ],
    hosts: [
      { name: OUTSIDE_CLIENT, network: "lan", addresses: [CLIENT_ADDRESS], gateway: GOLDEN_NODE },
      { name: CLIENT_POD, network: "pod", addresses: [CLIENT_POD_ADDRESS], gateway: GOLDEN_NODE },
      { name: "pods", network: "pods", addresses: podAddresses, gateway: GOLDEN_NODE },
    ],
    conntrack: "on",
  };
}
