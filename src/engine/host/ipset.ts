import type { IpsetWants } from "../matches/matchExtension";
import { type Address, type AddressRange, isInAddressRange } from "../net/address";
import type { Decision, Missing } from "../net/decision";
import type { Packet } from "../net/packet";
import type { PortRange } from "../net/portRange";
import { isIcmp, SCTP, TCP, UDP, UDPLITE } from "../net/protocol";
import type { MaskedValue } from "../net/uint32";

/** A set of addresses, networks or ports, as `ipset` keeps it. */
export interface Ipset {
  readonly name: string;
  /** What each dimension is: `hash:ip,port` has an address and a port. `set` for a list of sets. */
  readonly dimensions: readonly IpsetDimension[];
  readonly entries: readonly IpsetEntry[];
  /** Entries that could not be read: what they stand for may be in the set as well. */
  readonly unread: readonly UnreadEntry[];
  /** The ports that a bitmap of ports has room for; undefined for all. */
  readonly ports: PortRange | undefined;
  /** The addresses that a bitmap of addresses has room for; undefined for all. */
  readonly addresses: AddressRange | undefined;
  /** How many leading bits of an address count, of an entry's and of a packet's alike; undefined for all. */
  readonly netmaskBits: number | undefined;
  /** Whether entries count their packets, which is not modelled. */
  readonly hasCounters: boolean;
  /** How many entries fit in. */
  readonly mostEntries: number;
  /** What an entry lives when nothing else is said: 0 for ever; undefined when entries of this set have no timeout. */
  readonly timeoutSeconds: number | undefined;
}

/** What is known of an entry that could not be read: only whether it is an exception. */
export type UnreadEntry = Pick<IpsetEntry, "isException">;

export type IpsetDimension = "ip" | "net" | "port" | "set" | "other";

export interface IpsetEntry {
  readonly parts: readonly IpsetPart[];
  /** An exception: what it covers is not in the set, unless something narrower is. */
  readonly isException: boolean;
  /** From this time on it is not there any more; undefined for ever. */
  readonly untilMs: number | undefined;
  /** The mark that SET can copy to a packet. */
  readonly mark: MaskedValue | undefined;
}

export type IpsetPart =
  | { readonly of: "address"; readonly from: Address; readonly to: Address; readonly bits: number }
  | { readonly of: "port"; readonly protocol: number | undefined; readonly ports: PortRange }
  | { readonly of: "set"; readonly name: string };

/** When an entry ends that is made at a time; `timeoutSeconds` is its own, else the set's. */
export function endOfEntry(
  set: Ipset,
  timeMs: number,
  timeoutSeconds?: number,
): number | undefined {
  if (set.timeoutSeconds === undefined) return undefined;
  const seconds = timeoutSeconds ?? set.timeoutSeconds;
  return seconds === 0 ? undefined : timeMs + seconds * 1000;
}

/** A packet that asks for an entry: which of its ends each dimension is taken from, and at what time. */
export interface IpsetQuestion {
  readonly packet: Packet;
  readonly directions: readonly ("src" | "dst")[];
  readonly timeMs: number;
  readonly wants?: IpsetWants | undefined;
}

/**
 * Whether a packet is in a set, each dimension taken from the end that `directions` names.
 * A bitmap of ports ignores the protocol. A list of sets asks each of its sets.
 */
export function isInIpset(
  ipsets: ReadonlyMap<string, Ipset>,
  name: string,
  question: IpsetQuestion,
): Decision {
  const set = ipsets.get(name);
  if (set === undefined || set.dimensions.includes("other")) {
    return { missing: { kind: "ipset", name } };
  }
  if (set.dimensions[0] === "set") return isInAnySet(ipsets, set, question);
  const entry = entryOf(set, question);
  const { exceptions = false, counts = false } = question.wants ?? {};
  const isAsked = exceptions && set.dimensions.includes("net");
  const holds = entry !== undefined && entry.isException === isAsked;
  if (mayUnreadChange(set, holds, isAsked)) return { missing: missingEntries(set) };
  if (!holds) return "no";
  if (!counts || !set.hasCounters) return "yes";
  return { missing: { kind: "ipset", name: `what the entries of ${name} have counted` } };
}

/** Whether an entry that could not be read may make a packet that is in the set one that is not, or the other way round. */
function mayUnreadChange({ unread }: Ipset, holds: boolean, isAsked: boolean): boolean {
  return unread.some(({ isException }) => (isException === isAsked) !== holds);
}

/** What is missing of a set with entries that could not be read. */
export function missingEntries({ name }: Ipset): Missing {
  return { kind: "other", name: `what the unread entries of ipset ${name} hold` };
}

/** The narrowest entry of a set that a packet is in, an exception or not. */
export function entryOf(
  set: Ipset,
  { packet, directions, timeMs }: IpsetQuestion,
): IpsetEntry | undefined {
  if (directions.length < set.dimensions.length) return undefined;
  let narrowest: { bits: number; entry: IpsetEntry } | undefined;
  for (const entry of set.entries) {
    if (entry.untilMs !== undefined && entry.untilMs <= timeMs) continue;
    const holds = entry.parts.every((part, at) =>
      holdsPart(part, packet, directions[at] ?? "src", set),
    );
    const bits = narrowness(entry);
    if (holds && (narrowest === undefined || bits >= narrowest.bits)) narrowest = { bits, entry };
  }
  return narrowest?.entry;
}

/** A set of ports alone keeps no protocol beside them. */
export function isBitmapOfPorts({ dimensions }: Ipset): boolean {
  return dimensions.length === 1 && dimensions[0] === "port";
}

function isInAnySet(
  ipsets: ReadonlyMap<string, Ipset>,
  list: Ipset,
  question: IpsetQuestion,
): Decision {
  let doubt: Decision = "no";
  for (const name of membersOf(list)) {
    const decision = isInIpset(ipsets, name, question);
    if (decision === "yes") return "yes";
    if (decision !== "no") doubt = decision;
  }
  return doubt;
}

/** The sets of a list of sets, in order. */
export function membersOf(list: Ipset): readonly string[] {
  return list.entries.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.of === "set" ? [part.name] : [])),
  );
}

function narrowness({ parts }: IpsetEntry): number {
  return parts.reduce((sum, part) => sum + (part.of === "address" ? part.bits : 0), 0);
}

function holdsPart(part: IpsetPart, packet: Packet, direction: "src" | "dst", set: Ipset): boolean {
  if (part.of === "set") return false;
  if (part.of === "address") {
    const address = direction === "src" ? packet.source : packet.destination;
    return isInAddressRange(address, part);
  }
  if (!isBitmapOfPorts(set) && part.protocol !== packet.protocol) return false;
  const port = portOf(set, packet, direction);
  return port !== undefined && port >= part.ports.from && port <= part.ports.to;
}

/** Source: Linux net/netfilter/ipset/ip_set_getport.c, get_port. */
const WITH_PORTS: ReadonlySet<number> = new Set([TCP, SCTP, UDP, UDPLITE]);

/**
 * What stands for a packet's port in a set: of ICMP its type and code, 0 of a protocol without ports. A bitmap of ports
 * takes TCP and UDP alone; undefined for others there.
 * Source: Linux net/netfilter/ipset/ip_set_getport.c, get_port; ip_set_bitmap_port.c, ip_set_get_ip_port.
 */
export function portOf(set: Ipset, packet: Packet, direction: "src" | "dst"): number | undefined {
  const { protocol, icmp } = packet;
  if (isBitmapOfPorts(set) && protocol !== TCP && protocol !== UDP) return undefined;
  if (isIcmp(protocol)) return icmp && icmp.type * 256 + icmp.code;
  if (!WITH_PORTS.has(protocol)) return 0;
  return direction === "src" ? packet.sourcePort : packet.destinationPort;
}
