import type { PastedSource } from "./walkDocument";

/**
 * One node that rules were cut out of. The fragments do not tell its addresses: 192.168.1.20 and a bridge for the
 * pods stand in, as somebody who pasted them would fill in.
 */
export function pastedFragment(
  rulesText: string,
  pods: readonly { readonly name: string; readonly address: string }[],
): PastedSource {
  return {
    kind: "pasted",
    nodes: [
      {
        name: "vortex-dev",
        rulesText,
        interfaces: [
          { name: "eth0", addresses: ["192.168.1.20/24"], network: "lan" },
          { name: "cni0", addresses: ["10.244.0.1/24"] },
        ],
        routes: ["default via 192.168.1.1"],
        sysctls: {},
        ipsets: [],
        unknown: {},
      },
    ],
    hosts: [
      { name: "client", network: "lan", addresses: ["203.0.113.7", "192.168.1.1"] },
      ...pods.map(({ name, address }) => ({
        name,
        network: "vortex-dev/cni0",
        addresses: [address],
      })),
    ],
  };
}
