import type { ReplayedPacket } from "@/conformance/trace/replayTrace";

/** A packet as its first line shows it. */
type Traced = Pick<ReplayedPacket, "packet">;

/** `192.0.2.1:40000 → 10.0.0.10:80 tcp SYN` */
export function packetWords(replayed: Traced): string {
  return `${endsWords(replayed)} ${whatWords(replayed)}`.trim();
}

/** `192.0.2.1:40000 → 10.0.0.10:80` */
export function endsWords({ packet }: Traced): string {
  if (packet === undefined) return "a packet that is not shown";
  const from = endWords(packet.source, packet.sourcePort);
  const to = endWords(packet.destination, packet.destinationPort);
  return `${from} → ${to}`;
}

/** What else is known of it, what tells it apart first: `tcp SYN`, `in by eth0`, `12 lines from 1`, `connection 2`, `id 77`. */
export function wayPhrases(replayed: ReplayedPacket): readonly string[] {
  const { packet, line, lines, connection } = replayed;
  const words = [
    whatWords(replayed),
    packet?.inInterface === undefined ? "sent by the node" : `in by ${packet.inInterface}`,
    `${lines} ${lines === 1 ? "line" : "lines"} from ${line}`,
    connection === undefined ? "" : `connection ${connection}`,
    packet?.id === undefined ? "" : `id ${packet.id}`,
  ];
  return words.filter((word) => word !== "");
}

/** `tcp SYN` */
function whatWords({ packet }: Traced): string {
  if (packet === undefined) return "";
  const { protocol, flags, icmpType } = packet;
  const type = icmpType === undefined ? "" : `type ${icmpType}`;
  return [protocol.toLowerCase(), ...flags, type].filter((word) => word !== "").join(" ");
}

function endWords(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
