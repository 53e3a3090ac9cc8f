import type { Match } from "../matches";
import type { Address } from "../net/address";
import { quartersOf } from "../net/ipv6";
import type { Packet } from "../net/packet";
import { applyMask, type Mask } from "../net/prefix";
import { SCTP, TCP, UDP } from "../net/protocol";
import type { Rule } from "../ruleset/rule";

/** Which fields of a packet a rule compares with one value, so that all rules that compare the same can share a hash. */
export interface KeyShape {
  /** The bits of the destination address that are compared; 0 for none. */
  readonly mask: Mask;
  /** `port` is the protocol together with the destination port. */
  readonly compares: "nothing else" | "protocol" | "port";
}

/** A packet that has `key` in `shape` may match the rule; any other provably does not, and trying it changes nothing. */
export interface RuleKey {
  readonly shape: KeyShape;
  readonly key: number;
}

/** Matches that neither count, draw nor assume anything, so that a port compared behind them may be compared first. */
const WITHOUT_SIDE_EFFECT: ReadonlySet<Match["match"]> = new Set<Match["match"]>([
  "comment",
  "conntrack",
  "mark",
  "sctp",
  "state",
  "tcp",
  "udp",
]);

const PORT_MATCHES = { tcp: TCP, udp: UDP, sctp: SCTP } as const;

/**
 * The key of a rule. A rule that compares nothing with one value has the empty shape, whose key every packet has.
 * The header is tested before all matches, so what it compares can be looked at first whatever the matches do.
 * A rule whose shape is not welcome gets the same shape without the address.
 */
export function ruleKey(rule: Rule, isWelcome: (shape: KeyShape) => boolean): RuleKey {
  const { compares, rest } = comparedRest(rule);
  const { destination } = rule;
  if (destination !== undefined && !destination.inverted) {
    const { address, mask } = destination;
    const shape = { mask, compares };
    if (isWelcome(shape)) return { shape, key: joinKey(addressKey(address, mask) ?? 0, rest) };
  }
  return { shape: { mask: 0, compares }, key: joinKey(0, rest) };
}

function comparedRest(rule: Rule): {
  readonly compares: KeyShape["compares"];
  readonly rest: number;
} {
  const port = comparedPort(rule);
  if (port !== undefined) return { compares: "port", rest: port };
  const { protocol } = rule;
  if (protocol === undefined || protocol.inverted) return { compares: "nothing else", rest: 0 };
  return { compares: "protocol", rest: protocol.number };
}

/** The key that a packet has in a shape; undefined when no rule of the shape can match it. */
export function packetKey({ mask, compares }: KeyShape, packet: Packet): number | undefined {
  const address = addressKey(packet.destination, mask);
  if (address === undefined) return undefined;
  if (compares === "nothing else") return joinKey(address, 0);
  const { protocol, destinationPort } = packet;
  if (compares === "protocol") return joinKey(address, protocol);
  const port = destinationPort === undefined ? undefined : portNumber(protocol, destinationPort);
  return port === undefined ? undefined : joinKey(address, port);
}

/**
 * What stands for an address under a mask in a key: a number of 32 bits, itself in IPv4, in IPv6 a hash, so that a rule may
 * be tried in vain but never left out. undefined when the two are of different families.
 */
function addressKey(address: Address, mask: Mask): number | undefined {
  if (typeof mask === "number") {
    if (mask === 0) return 0;
    return typeof address === "number" ? (address & mask) >>> 0 : undefined;
  }
  const compared = typeof address === "number" ? undefined : applyMask(address, mask);
  if (compared === undefined || typeof compared === "number") return undefined;
  return quartersOf(compared).reduce((hash, word) => (Math.imul(hash, 31) ^ word) >>> 0, 0);
}

/** Protocol and port of the first `--dport` that asks for one port and may be compared before what stands in front of it. */
function comparedPort({ matches }: Rule): number | undefined {
  for (const match of matches) {
    if (match.match === "tcp" || match.match === "udp" || match.match === "sctp") {
      const { destinationPort } = match;
      const isOne = destinationPort?.from === destinationPort?.to;
      if (destinationPort !== undefined && isOne && !destinationPort.inverted) {
        return portNumber(PORT_MATCHES[match.match], destinationPort.from);
      }
    }
    if (!WITHOUT_SIDE_EFFECT.has(match.match)) return undefined;
  }
  return undefined;
}

const PORTS = 65_536;
const ADDRESSES = 2 ** 32;

/** Of a protocol whose ports a match compares: a number of 18 bits; undefined for any other protocol. */
function portNumber(protocol: number, port: number): number | undefined {
  if (protocol === TCP) return port;
  if (protocol === UDP) return PORTS + port;
  return protocol === SCTP ? 2 * PORTS + port : undefined;
}

/** Address below, protocol or port above: 50 bits, which a number holds exactly. */
function joinKey(address: number, rest: number): number {
  return rest * ADDRESSES + address;
}
