import type { ReversePathQuestion } from "../matches/matchExtension";
import { familyOf, isUnspecified, NO_ADDRESS } from "../net/address";
import { EVERYBODY, isMulticast } from "../net/addressKind";
import { type Decision, decide } from "../net/decision";
import type { Packet } from "../net/packet";
import type { Node } from "./node";
import { hopsOf } from "./route";
import { lookUpRoute } from "./routing";
import { doubtRouting } from "./routingDoubt";
import { stackFor } from "./stackFor";

/**
 * Whether the node would send to a packet's source over `device`, the interface it came in by; undecided where the route is
 * not known. What comes over `lo` always passes, and so does a sender without an address that asks everybody.
 * Source: Linux net/ipv4/netfilter/ipt_rpfilter.c, rpfilter_mt and rpfilter_lookup_reverse.
 */
export function isReversePath(
  node: Node,
  packet: Packet,
  device: string,
  { isLoose, usesMark, acceptsLocal }: ReversePathQuestion,
): Decision {
  const { source, destination } = packet;
  const toMany = destination === EVERYBODY || isMulticast(destination);
  if (device === "lo" || (isUnspecified(source) && toMany)) return "yes";
  const lookup = lookUpRoute(stackFor(node, source).routing, {
    source: toMany ? NO_ADDRESS[familyOf(destination)] : destination,
    destination: source,
    mark: usesMark ? packet.mark : 0,
    inInterface: "lo",
    outInterface: undefined,
    tos: packet.tos,
  });
  const route = lookup.found;
  const doubt = doubtRouting(node, source, route);
  if (doubt !== undefined) return { missing: doubt.missing };
  if (route === undefined) return "no";
  if (route.type !== "unicast" && !(route.type === "local" && acceptsLocal)) return "no";
  return decide(isLoose || hopsOf(route).some((hop) => hop.device === device));
}
