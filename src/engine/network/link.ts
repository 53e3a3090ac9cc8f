import { type Address, parseAddress } from "../net/address";
import type { Plug, World } from "./world";

/** One packet's way over one segment. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly fromInterface: string | undefined;
  readonly toInterface: string | undefined;
  readonly network: string;
}

/**
 * Where a host's packets enter a node: the node that has the destination on the host's segment, else its gateway,
 * else the first node there. undefined when there is no such host, or no node on its segment.
 */
export function entryOf(world: World, name: string, destination: Address): Link | undefined {
  const host = world.hosts.get(name);
  if (host === undefined) return undefined;
  const plugs = (world.networks.get(host.network) ?? []).filter(
    (one) => one.interface !== undefined,
  );
  const entry =
    plugs.find(({ addresses }) => addresses.includes(destination)) ??
    plugs.find((plug) => isGateway(plug, host.gateway)) ??
    plugs[0];
  if (entry === undefined) return undefined;
  return {
    from: name,
    to: entry.owner,
    fromInterface: undefined,
    toInterface: entry.interface,
    network: host.network,
  };
}

function isGateway({ owner, addresses }: Plug, gateway: string | undefined): boolean {
  if (gateway === undefined) return false;
  const address = parseAddress(gateway);
  return owner === gateway || (address !== undefined && addresses.includes(address));
}

/** Who has the next hop on the segment behind a node's interface; the last one plugged in when several have. */
export function ownerOf(
  world: World,
  {
    node,
    device,
    nextHop,
  }: { readonly node: string; readonly device: string; readonly nextHop: Address },
): Link | undefined {
  const network = world.nodes.get(node)?.interfaces.find(({ name }) => name === device)?.network;
  if (network === undefined) return undefined;
  const owner = world.networks
    .get(network)
    ?.findLast(
      (plug) =>
        plug.addresses.includes(nextHop) && !(plug.owner === node && plug.interface === device),
    );
  if (owner === undefined) return undefined;
  return {
    from: node,
    to: owner.owner,
    fromInterface: device,
    toInterface: owner.interface,
    network,
  };
}
