import type { InterfaceSpec } from "@/engine";
import type { CollectedNode } from "./collectedNode";

/** The nodes with routes through their tunnels as the far ends have them, and a sentence where this changed any. */
export interface TunnelRoutes {
  readonly nodes: readonly CollectedNode[];
  readonly assumed: readonly string[];
}

/**
 * A route through a tunnel (`10.244.247.0/26 via 192.168.1.12 dev tunl0 onlink`) names the machine at the far end by its address
 * outside. On the tunnel's segment that machine has its address inside, which is put in the place of the other. A next hop that
 * no given machine has stays. Source: Linux net/ipv4/ip_tunnel.c, ip_tunnel_xmit: the outer destination is the next hop.
 */
export function tunnelRoutes(nodes: readonly CollectedNode[]): TunnelRoutes {
  const devices = new Set<string>();
  const changed = nodes.map((node) => {
    const routes = node.routes.map((route) => {
      const [, outside = "", device = ""] = /\bvia (\S+) dev (\S+)/.exec(route) ?? [];
      const far = farEnd(nodes, node, { outside, device });
      if (far === undefined) return route;
      devices.add(device);
      return route.replace(` via ${outside} `, ` via ${far} `);
    });
    return { ...node, routes };
  });
  return { nodes: changed, assumed: devices.size === 0 ? [] : [sentence([...devices])] };
}

function sentence(devices: readonly string[]): string {
  return `The next hops through ${devices.join(", ")} stand as the other nodes' addresses in the tunnel. The packets that carry others through it are not walked: what rules do to them is not seen.`;
}

/** The address inside the tunnel of the machine that has an address outside. */
function farEnd(
  nodes: readonly CollectedNode[],
  node: CollectedNode,
  { outside, device }: { readonly outside: string; readonly device: string },
): string | undefined {
  const network = node.interfaces.find(({ name }) => name === device)?.network;
  if (network === undefined) return undefined;
  const far = nodes.find((one) => one !== node && addressesOf(one.interfaces).includes(outside));
  const end = far?.interfaces.find((port) => port.network === network);
  if (end === undefined || addressesOf([end]).includes(outside)) return undefined;
  return addressesOf([end])[0];
}

function addressesOf(interfaces: readonly InterfaceSpec[]): readonly string[] {
  return interfaces.flatMap(({ addresses }) => addresses.map((text) => text.split("/")[0] ?? text));
}
