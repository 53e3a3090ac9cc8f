import type { Hop, Packet } from "@/engine";

const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [1, "ICMP"],
  [6, "TCP"],
  [17, "UDP"],
  [132, "SCTP"],
]);

/** In the order in which tcpdump would name them. Source: RFC 9293, section 3.1. */
const TCP_FLAGS = [
  [2, "SYN"],
  [1, "FIN"],
  [4, "RST"],
  [8, "PSH"],
  [16, "ACK"],
  [32, "URG"],
] as const;

/** Source: IANA, ICMP Type Numbers. */
const ICMP_TYPES: ReadonlyMap<number, string> = new Map([
  [0, "echo reply"],
  [3, "destination unreachable"],
  [5, "redirect"],
  [8, "echo request"],
  [11, "time exceeded"],
]);

/** What kind of packet it is and what goes with it: `TCP SYN, in eth0, ctstate NEW, ttl 64`. */
export function packetTitle(packet: Packet, hop: Hop | undefined): string {
  const words = [
    kindText(packet),
    hop?.inInterface === undefined ? undefined : `in ${hop.inInterface}`,
    hop?.outInterface === undefined ? undefined : `out ${hop.outInterface}`,
    hop?.connection === undefined ? undefined : `ctstate ${hop.connection.state}`,
    `ttl ${packet.ttl}`,
  ];
  return words.filter((word) => word !== undefined).join(", ");
}

function kindText({ protocol, tcpFlags, icmp }: Packet): string {
  const name = PROTOCOLS.get(protocol) ?? `protocol ${protocol}`;
  if (icmp !== undefined) {
    return `${name} ${ICMP_TYPES.get(icmp.type) ?? `type ${icmp.type} code ${icmp.code}`}`;
  }
  const flags = TCP_FLAGS.filter(([bit]) => (tcpFlags & bit) !== 0).map(([, flag]) => flag);
  return flags.length === 0 ? name : `${name} ${flags.join(" ")}`;
}
