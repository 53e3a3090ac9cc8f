import { type LostReason, type Packet, printAddress } from "@/engine";
import { code, type Sentence, say } from "./sentence";

/** Why the network stack gave a packet up, as the end of a sentence, without full stop. */
export function lostSentence(reason: LostReason, packet: Packet): Sentence {
  const ownWords = typeof packet.source === "string" ? IPV6_REASONS[reason] : undefined;
  if (ownWords !== undefined) return ownWords;
  return REASONS[reason](code(printAddress(packet.destination)), code(printAddress(packet.source)));
}

/** What IPv6 has other words for. Source: Linux net/ipv6/ip6_output.c, ip6_forward. */
const IPV6_REASONS: Readonly<Partial<Record<LostReason, Sentence>>> = {
  "forwarding off": say`the node does not forward: net.ipv6.conf.all.forwarding is 0`,
  "ttl exceeded": say`its hop limit ran out`,
};

type Address = ReturnType<typeof code>;

/** Source: Linux net/ipv4/fib_frontend.c, route.c, ip_forward.c. */
const REASONS: Readonly<Record<LostReason, (destination: Address, source: Address) => Sentence>> = {
  rp_filter: (_, source) =>
    say`the way back to ${source} does not lead out of the interface it came in by (rp_filter)`,
  "forwarding off": () => say`the node does not forward: net.ipv4.ip_forward is 0`,
  "martian source": (_, source) =>
    say`${source} cannot be the source of a packet that comes in here`,
  "martian destination": (destination) =>
    say`${destination} cannot be the destination of a packet that comes in here`,
  "no route": (destination) => say`there is no route to ${destination}`,
  blackhole: (destination) => say`the route to ${destination} is a blackhole`,
  unreachable: (destination) => say`the route to ${destination} says unreachable`,
  prohibit: (destination) => say`the route to ${destination} says prohibit`,
  "ttl exceeded": () => say`its time to live ran out`,
  "beyond scope": (_, source) =>
    say`what comes from ${source}, an address of one link, stays on that link`,
  "nobody has the next hop": () => say`nobody on the link has the address of the next hop`,
  "left the world": (destination) =>
    say`it leaves by the router, and ${destination} is nobody of those shown here`,
  "no address to redirect to": () => say`the interface it came in by has no address to redirect to`,
  "masquerade interface changed": () =>
    say`it would leave by another interface than the one its connection was masqueraded for`,
  "nobody listens": () => say`no program listens that it could be handed to`,
  "not in the group": (destination) => say`nobody on the node has joined the group ${destination}`,
  "conntrack table full": () =>
    say`conntrack has no room for another connection (nf_conntrack: table full, dropping packet)`,
  "nat clash": () => say`no free port was left for its connection`,
};
