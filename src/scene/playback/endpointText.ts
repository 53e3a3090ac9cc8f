import { type Address, type Packet, printAddress, printEndpoint, type Tuple } from "@/engine";

/** `10.0.0.1:80`, `[fd00::1]:80`; the bare address where there is no port, as for ICMP. */
function endpointText(address: Address, port: number | undefined): string {
  return port === undefined ? printAddress(address) : printEndpoint(address, port);
}

/** The source of a packet with its port. An ICMP identifier is no port and is left out. */
export function sourceText(packet: Packet): string {
  return endpointText(packet.source, packet.icmp === undefined ? packet.sourcePort : undefined);
}

/** The destination of a packet with its port. An ICMP sequence number is no port and is left out. */
export function destinationText(packet: Packet): string {
  return endpointText(
    packet.destination,
    packet.icmp === undefined ? packet.destinationPort : undefined,
  );
}

/** The two ends of one direction of a connection. A port of 0 stands for a protocol without ports. */
export function tupleText(tuple: Tuple): { readonly source: string; readonly destination: string } {
  const port = (number: number) => (tuple.icmp !== undefined || number === 0 ? undefined : number);
  return {
    source: endpointText(tuple.source, port(tuple.sourcePort)),
    destination: endpointText(tuple.destination, port(tuple.destinationPort)),
  };
}

/** A mark as netfilter prints it: `0x4000`. */
export function markText(mark: number): string {
  return `0x${mark.toString(16)}`;
}
