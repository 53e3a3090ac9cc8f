import {
  type Address,
  type Packet,
  type PacketRequest,
  parseAddress,
  parseProtocol,
  unspecifiedLike,
} from "@/engine";
import { asNumber, asObject, asText, type JsonObject } from "./json";

export type ParsedPacket =
  | { readonly ok: true; readonly value: PacketRequest }
  | { readonly ok: false; readonly why: string };

const FLAG_LETTERS = "FSRPAU";
/** By protocol, the type of an echo request, and what the recorder quotes behind an ICMP header: an IP header and eight bytes. */
const ICMP: ReadonlyMap<number, { readonly echoRequest: number; readonly quotedBytes: number }> =
  new Map([
    [1, { echoRequest: 8, quotedBytes: 28 }],
    [58, { echoRequest: 128, quotedBytes: 48 }],
  ]);

/** Reads one of a case's packets: `{"from": "podA", "dst": "10.96.0.10", "proto": "tcp", "sport": 40001, "dport": 80}`. */
export function parsePacket(written: JsonObject): ParsedPacket {
  const from = asText(written.from);
  if (from === undefined) return refuse(`"from" has to name a host or a node.`);
  const destination = address(written.dst);
  if (destination === undefined) return refuse(`"dst" has to be an address such as 10.96.0.10.`);
  const source = address(written.src);
  if (written.src !== undefined && source === undefined) {
    return refuse(`"src" has to be an address such as 10.244.1.2.`);
  }
  const protocol = parseProtocol(String(written.proto ?? "tcp"));
  if (protocol === undefined)
    return refuse(`"proto" has to be tcp, udp, icmp, ipv6-icmp or a number.`);
  const inner = asObject(written.inner);
  return {
    ok: true,
    value: {
      from,
      destination,
      source,
      protocol,
      sourcePort: asNumber(written.sport),
      destinationPort: asNumber(written.dport),
      tcpFlags: written.flags === undefined ? undefined : tcpFlags(asText(written.flags) ?? ""),
      icmp: icmpOf(written, protocol),
      inner: inner && quotedPacket(inner),
      ttl: asNumber(written.ttl),
      tos: asNumber(written.tos),
      payloadBytes: inner === undefined ? asNumber(written.len) : ICMP.get(protocol)?.quotedBytes,
      mark: asNumber(written.mark),
      said: saidOfRecorded(inner === undefined ? (asNumber(written.len) ?? 0) : 0),
      replies: asNumber(written.reply) ?? 0,
    },
  };
}

/** The recorder sends as root, fills its packets with x, and opens no socket that could take one. */
function saidOfRecorded(payloadBytes: number): PacketRequest["said"] {
  const payload = payloadBytes === 0 ? undefined : "x".repeat(payloadBytes);
  return { owner: { uid: 0, gid: 0 }, localSocket: "none", payload };
}

function refuse(why: string): ParsedPacket {
  return { ok: false, why };
}

function address(value: unknown): Address | undefined {
  const text = asText(value);
  return text === undefined ? undefined : parseAddress(text);
}

function tcpFlags(letters: string): number {
  return [...letters].reduce((bits, letter) => bits | (1 << FLAG_LETTERS.indexOf(letter)), 0);
}

function icmpOf({ type, code }: JsonObject, protocol: number): PacketRequest["icmp"] {
  const icmp = ICMP.get(protocol);
  return icmp && { type: asNumber(type) ?? icmp.echoRequest, code: asNumber(code) ?? 0 };
}

/** An ICMP error carries eight bytes of what it quotes: ports, but no TCP flags. */
function quotedPacket(written: JsonObject): Packet | undefined {
  const parsed = parsePacket({ from: "", ...written });
  if (!parsed.ok) return undefined;
  const { source, destination, protocol, sourcePort, destinationPort, ttl, tos, icmp } =
    parsed.value;
  return {
    source: source ?? unspecifiedLike(destination),
    destination,
    protocol,
    sourcePort: sourcePort ?? 0,
    destinationPort: destinationPort ?? 0,
    tcpFlags: 0,
    icmp,
    ttl: ttl ?? 64,
    tos: tos ?? 0,
    payloadBytes: 0,
    mark: 0,
    inner: undefined,
  };
}
