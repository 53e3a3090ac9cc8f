import { familyOf } from "../net/address";
import type { Packet } from "../net/packet";
import type { LostReason } from "../network/trace";
import { isOwnAddress } from "./addressSelection";
import type { Node } from "./node";
import { hopsOf } from "./route";
import { lookUpRoute } from "./routing";
import { flowBack } from "./routingRule";
import { acceptsLocalSource, checksSourceByMark, rpFilter } from "./sysctls";

/**
 * Whether the sender's address may come in here; undefined when it may.
 * Source: Linux net/ipv4/fib_frontend.c, fib_validate_source.
 */
export function checkSource(
  node: Node,
  packet: Packet,
  device: string,
  outDevice: string | undefined,
): LostReason | undefined {
  const filter = rpFilter(node.sysctls, device);
  const acceptsLocal = acceptsLocalSource(node.sysctls, device);
  if (filter === 0) {
    if (acceptsLocal) return undefined;
    if (!node.stacks.IPv4.hasCustomRouting) {
      return isOwnAddress(node, packet.source) ? "martian source" : undefined;
    }
  }
  return checkReversePath(node, packet, { device, outDevice, filter, acceptsLocal });
}

interface ReversePath {
  readonly device: string;
  readonly outDevice: string | undefined;
  readonly filter: number;
  readonly acceptsLocal: boolean;
}

function checkReversePath(
  node: Node,
  packet: Packet,
  { device, outDevice, filter, acceptsLocal }: ReversePath,
): LostReason | undefined {
  const lastResort = filter === 0 ? undefined : "rp_filter";
  const lookup = lookUpRoute(node.stacks.IPv4.routing, {
    source: packet.destination,
    destination: packet.source,
    mark: checksSourceByMark(node.sysctls, device) ? packet.mark : 0,
    inInterface: outDevice ?? "lo",
    outInterface: undefined,
    flow: flowBack(packet),
    tos: packet.tos,
  });
  if (lookup.found === undefined) return lastResort;
  const { type } = lookup.found;
  const back = hopsOf(lookup.found);
  if (type !== "unicast" && !(type === "local" && acceptsLocal)) return "martian source";
  // Any of several next hops will do. Source: fib_info_nh_uses_dev.
  if (back.some((hop) => hop.device === device) || (type === "local" && device === "lo"))
    return undefined;
  const hasAddress = node.interfaces.some(
    ({ name, addresses }) =>
      name === device && addresses.some(({ address }) => familyOf(address) === "IPv4"),
  );
  if (!hasAddress) return lastResort;
  return filter === 1 ? "rp_filter" : undefined;
}
