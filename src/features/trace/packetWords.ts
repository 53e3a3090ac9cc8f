import type { ReplayedPacket } from "@/conformance/trace/replayTrace";

/** `192.0.2.1:40000 → 10.0.0.10:80 tcp SYN` */
export function packetWords({ packet }: ReplayedPacket): string {
  if (packet === undefined) return "a packet that is not shown";
  const { protocol, flags, icmpType } = packet;
  const what = [
    protocol.toLowerCase(),
    flags.join(" "),
    icmpType === undefined ? "" : `type ${icmpType}`,
  ];
  const from = endWords(packet.source, packet.sourcePort);
  const to = endWords(packet.destination, packet.destinationPort);
  return `${from} → ${to} ${what.filter((word) => word !== "").join(" ")}`.trim();
}

/** `in by eth0, id 77, lines 1 to 12` */
export function wayWords({ packet, line, lines, connection }: ReplayedPacket): string {
  const by = packet?.inInterface === undefined ? `sent by the node` : `in by ${packet.inInterface}`;
  const id = packet?.id === undefined ? [] : [`id ${packet.id}`];
  const belongs = connection === undefined ? [] : [`connection ${connection}`];
  return [by, ...belongs, ...id, `${lines} ${lines === 1 ? "line" : "lines"} from ${line}`].join(
    ", ",
  );
}

function endWords(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
