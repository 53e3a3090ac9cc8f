import { type Packet, type PacketRequest, printAddress, printProtocol } from "@/engine";
import { type JsonObject, presentFields } from "./json";

const FLAG_LETTERS = "FSRPAU";
/** The protocols that a case names; the others are numbers. */
const NAMED_PROTOCOLS: readonly number[] = [1, 6, 17];

/** One of a case's packets: the inverse of `parsePacket`. What has the recorder's default is left out. */
export function writePacket(request: PacketRequest): JsonObject {
  const { from, source, destination, protocol, tcpFlags, icmp, inner, replies } = request;
  return presentFields({
    from,
    dst: printAddress(destination),
    src: source === undefined ? undefined : printAddress(source),
    proto: protocolWord(protocol),
    sport: request.sourcePort,
    dport: request.destinationPort,
    flags: tcpFlags === undefined ? undefined : flagLetters(tcpFlags),
    type: icmp?.type,
    code: icmp?.code,
    inner: inner && quotedPacket(inner),
    ttl: request.ttl,
    tos: request.tos,
    len: inner === undefined ? request.payloadBytes : undefined,
    mark: request.mark,
    reply: replies === 0 ? undefined : replies,
  });
}

function protocolWord(protocol: number): string {
  return NAMED_PROTOCOLS.includes(protocol) ? printProtocol(protocol) : String(protocol);
}

function flagLetters(flags: number): string {
  return [...FLAG_LETTERS].filter((_, bit) => flags & (1 << bit)).join("");
}

function quotedPacket(packet: Packet): JsonObject {
  return presentFields({
    src: printAddress(packet.source),
    dst: printAddress(packet.destination),
    proto: protocolWord(packet.protocol),
    sport: packet.sourcePort,
    dport: packet.destinationPort,
    type: packet.icmp?.type,
    code: packet.icmp?.code,
    ttl: packet.ttl,
    tos: packet.tos,
  });
}
