import type { MatchContext, PartExplanation } from "../matches/matchExtension";
import { parseTcpFlags } from "../matches/tcpFlags";
import { parseIcmpType } from "../net/icmpType";
import type { Packet } from "../net/packet";
import { packetLength } from "../net/packetLength";
import { parseProtocol } from "../net/protocol";
import { parseMaskedValue, parseUint32 } from "../net/uint32";
import { wantedAddress } from "./wantedAddress";
import { wantedNumber } from "./wantedNumber";

/** What a rule is tested against. */
export interface Subject {
  readonly packet: Packet;
  readonly context: MatchContext;
}

type Change = (subject: Subject, part: PartExplanation) => Subject;

/** How the one field that an explanation names is given the value that it asks for. */
const CHANGES: Readonly<Record<string, Change>> = {
  source: (subject, part) =>
    withPacket(subject, { source: wantedAddress(subject.packet.source, part) }),
  destination: (subject, part) =>
    withPacket(subject, { destination: wantedAddress(subject.packet.destination, part) }),
  protocol: (subject, part) => withPacket(subject, { protocol: wantedProtocol(part) }),
  "in interface": (subject, part) => withContext(subject, { inInterface: wantedName(part) }),
  "out interface": (subject, part) => withContext(subject, { outInterface: wantedName(part) }),
  "source port": (subject, part) => withPacket(subject, { sourcePort: wantedNumber(part) }),
  "destination port": (subject, part) =>
    withPacket(subject, { destinationPort: wantedNumber(part) }),
  "TCP flags": (subject, part) =>
    withPacket(subject, { tcpFlags: wantedFlags(subject.packet.tcpFlags, part) }),
  "ICMP type": (subject, part) => withPacket(subject, { icmp: wantedIcmp(part) }),
  TTL: (subject, part) => withPacket(subject, { ttl: wantedTtl(part) }),
  mark: (subject, part) => withPacket(subject, { mark: wantedMark(subject.packet.mark, part) }),
  DSCP: (subject, part) => withPacket(subject, { tos: 4 * wantedNumber(part) }),
  "type of service": (subject, part) =>
    withPacket(subject, { tos: wantedMark(subject.packet.tos, part) }),
  "packet length": ({ packet, context }, part) => {
    const headerBytes = packetLength(packet) - packet.payloadBytes;
    return { context, packet: { ...packet, payloadBytes: wantedNumber(part) - headerBytes } };
  },
  "connection mark": (subject, part) => {
    const seen = subject.context.connection;
    if (seen?.connection === undefined) throw new Error("a mark without a connection");
    const { connection } = seen;
    const mark = wantedMark(connection.mark, part);
    return withContext(subject, { connection: { ...seen, connection: { ...connection, mark } } });
  },
  "connection state": (subject, part) => {
    const seen = subject.context.connection;
    if (seen === undefined) throw new Error("a state without a connection");
    const states = ["NEW", "ESTABLISHED", "RELATED"] as const;
    const state = states.find((one) => part.ruleValue.includes(one) !== part.inverted) ?? "NEW";
    return withContext(subject, { connection: { ...seen, state } });
  },
  "destination address type": (subject, part) => {
    const isLocal = part.ruleValue.includes("LOCAL") !== part.inverted;
    return withContext(subject, { addressType: () => (isLocal ? "LOCAL" : "UNICAST") });
  },
  "packets that came here": (subject, part) => {
    const packet = Number(/--packet (\d+)/.exec(part.ruleValue)?.[1]);
    const count = part.inverted ? packet + 1 : packet;
    const memory = { ...subject.context.memory, readNth: () => count, writeNth: () => undefined };
    return withContext(subject, { memory });
  },
  chance: (subject) => withContext(subject, { draw: () => true }),
};

/**
 * The same packet in the same place, with only the field that an explanation names changed to what it asks for, read
 * from nothing but the explanation. Throws for a field that it does not know.
 */
export function changeField(subject: Subject, part: PartExplanation): Subject {
  const change = CHANGES[part.field];
  if (change === undefined) throw new Error(`nobody can change the ${part.field}`);
  return change(subject, part);
}

function withPacket({ packet, context }: Subject, fields: Partial<Packet>): Subject {
  return { packet: { ...packet, ...fields }, context };
}

function withContext({ packet, context }: Subject, fields: Partial<MatchContext>): Subject {
  return { packet, context: { ...context, ...fields } };
}

function wantedProtocol({ ruleValue, inverted }: PartExplanation): number {
  const number = parseProtocol(ruleValue) ?? 0;
  return inverted ? number + 1 : number;
}

function wantedName({ ruleValue, inverted }: PartExplanation): string {
  return inverted ? `x${ruleValue}` : ruleValue.replace("+", "0");
}

/** MASK and SET: of the flags looked at exactly those. */
function wantedFlags(flags: number, { ruleValue, inverted }: PartExplanation): number {
  const [mask = 0, set = 0] = ruleValue.split(" ").map((word) => parseTcpFlags(word) ?? 0);
  const asked = (flags & ~mask) | set;
  return inverted ? asked ^ lowestBit(mask) : asked;
}

function wantedIcmp({ ruleValue, inverted }: PartExplanation): Packet["icmp"] {
  const { type, code } = parseIcmpType(ruleValue) ?? { type: 0, code: 0 };
  return inverted ? { type: (type + 1) % 255, code: code ?? 0 } : { type, code: code ?? 0 };
}

/** VALUE/MASK: the bits under the mask, the others as they are. */
function wantedMark(actual: number, { ruleValue, inverted }: PartExplanation): number {
  const { value, mask } = parseMaskedValue(ruleValue) ?? { value: 0, mask: 0 };
  const asked = ((actual & ~mask) | value) >>> 0;
  return inverted ? (asked ^ lowestBit(mask)) >>> 0 : asked;
}

function wantedTtl({ part, ruleValue, inverted }: PartExplanation): number {
  const value = parseUint32(ruleValue) ?? 0;
  if (part.includes("--ttl-lt")) return value - 1;
  if (part.includes("--ttl-gt") || inverted) return value + 1;
  return value;
}

function lowestBit(mask: number): number {
  return mask & -mask;
}
