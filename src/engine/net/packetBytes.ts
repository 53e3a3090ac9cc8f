import { type Address, familyOf } from "./address";
import type { Packet } from "./packet";
import { packetLength } from "./packetLength";
import { isIcmp, SCTP, TCP, UDP } from "./protocol";

/** A packet as it lies in memory, from its IP header on. */
export interface PacketBytes {
  readonly values: Uint8Array;
  /** The bits of each byte that are known; the others are 0 in `values`. */
  readonly known: Uint8Array;
  /** Where the bytes after the transport header begin. */
  readonly payloadAt: number;
}

/** Both headers without options; what the sender makes up (identifiers, checksums, sequence numbers, window) is not known. */
export function packetBytes(packet: Packet): PacketBytes {
  const writer = new ByteWriter(packetLength(packet));
  if (familyOf(packet.source) === "IPv4") writeIpv4Header(writer, packet);
  else writeIpv6Header(writer, packet);
  writeTransportHeader(writer, packet);
  const payloadAt = writer.at;
  writePayload(writer, packet);
  return { values: writer.values, known: writer.known, payloadAt };
}

/** Fills the bytes of a packet from the front; what does not fit is left out. */
class ByteWriter {
  readonly values: Uint8Array;
  readonly known: Uint8Array;
  at = 0;

  constructor(length: number) {
    this.values = new Uint8Array(length);
    this.known = new Uint8Array(length);
  }

  byte(value: number, known = 0xff): void {
    if (this.at >= this.values.length) return;
    this.values[this.at] = value & known;
    this.known[this.at] = known;
    this.at += 1;
  }

  short(value: number): void {
    this.byte(value >>> 8);
    this.byte(value);
  }

  unknown(count: number): void {
    this.at = Math.min(this.at + count, this.values.length);
  }

  address(address: Address): void {
    if (typeof address === "number") {
      this.short(address >>> 16);
      this.short(address & 0xffff);
      return;
    }
    for (let at = 0; at < address.length; at += 2) {
      this.byte(Number.parseInt(address.slice(at, at + 2), 16));
    }
  }
}

/** Whether a sender forbids fragments is not known; that the packet is none, is. */
function writeIpv4Header(writer: ByteWriter, packet: Packet): void {
  writer.byte(0x45);
  writer.byte(packet.tos);
  writer.short(writer.values.length);
  writer.unknown(2);
  writer.byte(0, 0x3f);
  writer.byte(0);
  writer.byte(packet.ttl);
  writer.byte(packet.protocol);
  writer.unknown(2);
  writer.address(packet.source);
  writer.address(packet.destination);
}

const IPV6_HEADER_BYTES = 40;
const TCP_HEADER_BYTES = 20;

function writeIpv6Header(writer: ByteWriter, packet: Packet): void {
  writer.byte(0x60 | (packet.tos >>> 4));
  writer.byte(packet.tos << 4, 0xf0);
  writer.unknown(2);
  writer.short(writer.values.length - IPV6_HEADER_BYTES);
  writer.byte(packet.protocol);
  writer.byte(packet.ttl);
  writer.address(packet.source);
  writer.address(packet.destination);
}

function writeTransportHeader(writer: ByteWriter, packet: Packet): void {
  const { protocol, icmp } = packet;
  if (isIcmp(protocol)) {
    writer.byte(icmp?.type ?? 0, icmp === undefined ? 0 : 0xff);
    writer.byte(icmp?.code ?? 0, icmp === undefined ? 0 : 0xff);
    writer.unknown(2);
    writePorts(writer, packet);
  } else if (protocol === TCP) {
    writePorts(writer, packet);
    writer.unknown(8);
    const { tcpOptionBytes = 0 } = packet;
    writer.byte(((TCP_HEADER_BYTES + tcpOptionBytes) / 4) << 4);
    writer.byte(packet.tcpFlags);
    writer.unknown(6 + tcpOptionBytes);
  } else if (protocol === UDP) {
    writePorts(writer, packet);
    writer.short(packet.payloadBytes + 8);
    writer.unknown(2);
  } else if (protocol === SCTP) {
    writePorts(writer, packet);
    writer.unknown(8);
  }
}

function writePorts(writer: ByteWriter, { sourcePort, destinationPort }: Packet): void {
  for (const port of [sourcePort, destinationPort]) {
    if (port === undefined) writer.unknown(2);
    else writer.short(port);
  }
}

/** An ICMP error carries the beginning of the packet it speaks of. */
function writePayload(writer: ByteWriter, { inner, said }: Packet): void {
  if (inner !== undefined) {
    const { values, known } = packetBytes(inner);
    for (const [at, value] of values.entries()) writer.byte(value, known[at]);
    return;
  }
  for (const char of said?.payload ?? "") writer.byte(char.charCodeAt(0));
}
