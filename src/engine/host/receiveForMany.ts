import { isUnspecified, NO_ADDRESS } from "../net/address";
import {
  ALL_HOSTS,
  EVERYBODY,
  isLocalGroup,
  isLoopback,
  isMulticast,
  isZeronet,
} from "../net/addressKind";
import type { Packet } from "../net/packet";
import { IGMP } from "../net/protocol";
import type { LostReason } from "../network/trace";
import { checkSource } from "./checkSource";
import type { Node } from "./node";
import { routesLocalnet } from "./sysctls";

/**
 * What a node does with a packet of IPv4 from a link that is for everybody on it, or for a group: it is delivered, or the
 * reason why not; never forwarded. undefined for a packet to one address. Of groups a node is certain to be in that of all
 * hosts only; others are joined by programs.
 * Source: Linux net/ipv4/route.c, ip_route_input_rcu, ip_mc_validate_source, and brd_input in ip_route_input_slow.
 */
export function receiveForMany(
  node: Node,
  packet: Packet,
  device: string,
): "local" | LostReason | undefined {
  const { source, destination } = packet;
  const isForNobody = isZeronet(source) && isUnspecified(destination);
  if (isMulticast(destination)) return receiveForGroup(node, packet, device);
  if (destination !== EVERYBODY && !isForNobody) return undefined;
  if (isZeronet(source)) return "local";
  return whyNotFrom(node, packet, device) ?? "local";
}

/** Who sends what nobody may is lost whether anybody joined or not, and that is what is told. */
function receiveForGroup(node: Node, packet: Packet, device: string): "local" | LostReason {
  const { source, destination, protocol } = packet;
  const mayBeNobody = isLocalGroup(destination) || protocol === IGMP;
  if (isZeronet(source) && !mayBeNobody) return "martian source";
  if (isLoopback(source) && !routesLocalnet(node.sysctls, device)) return "martian source";
  const wrong = isZeronet(source) ? undefined : whyNotFrom(node, packet, device);
  if (wrong !== undefined) return wrong;
  return destination === ALL_HOSTS ? "local" : "not in the group";
}

function whyNotFrom(node: Node, packet: Packet, device: string): LostReason | undefined {
  if (isMulticast(packet.source) || packet.source === EVERYBODY) return "martian source";
  return checkSource(node, { ...packet, destination: NO_ADDRESS.IPv4 }, device, undefined);
}
