import { type Address, familyOf, isInAddressRange } from "../net/address";
import type { Missing } from "../net/decision";
import type { Ipv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";
import { inPortRange } from "../net/portRange";
import { ADDRESS_BITS, lastOf, networkOf, prefixMask } from "../net/prefix";
import { TCP } from "../net/protocol";
import type { MaskedValue } from "../net/uint32";
import type { IpsetChange } from "../targets/targetExtension";
import {
  endOfEntry,
  entryOf,
  type Ipset,
  type IpsetEntry,
  type IpsetPart,
  isBitmapOfPorts,
  membersOf,
  missingEntries,
  portOf,
} from "./ipset";

/** What SET did: the set as it is now, and the mark that an entry carries; nothing of either when it failed. */
export type IpsetOutcome =
  | { readonly changed: Ipset | undefined; readonly mark: MaskedValue | undefined }
  | { readonly missing: Missing };

const NOTHING: IpsetOutcome = { changed: undefined, mark: undefined };

/** The sets of a node as rules have left them. */
export function ipsetsNow(
  ipsets: ReadonlyMap<string, Ipset>,
  changed: ReadonlyMap<string, Ipset>,
): ReadonlyMap<string, Ipset> {
  return changed.size === 0 ? ipsets : new Map([...ipsets, ...changed]);
}

/** A packet whose entry is added or taken out, and when. */
interface Maker {
  readonly packet: Packet;
  readonly timeMs: number;
}

/**
 * Changes a set by the entry that a packet makes. A list of sets hands the change to the first member that takes it.
 * Source: Linux net/netfilter/xt_set.c, set_target_v3; net/netfilter/ipset/ip_set_core.c, ip_set_add and ip_set_del.
 */
export function changeIpset(
  ipsets: ReadonlyMap<string, Ipset>,
  change: IpsetChange,
  maker: Maker,
): IpsetOutcome {
  const set = ipsets.get(change.name);
  if (set === undefined || set.dimensions.includes("other")) {
    return { missing: { kind: "ipset", name: change.name } };
  }
  if (set.dimensions[0] !== "set") return changeOne(set, change, maker);
  for (const name of membersOf(set)) {
    const done = changeIpset(ipsets, { ...change, name }, maker);
    if ("missing" in done || done.changed !== undefined || done.mark !== undefined) return done;
  }
  return NOTHING;
}

function changeOne(set: Ipset, change: IpsetChange, { packet, timeMs }: Maker): IpsetOutcome {
  const question = { packet, directions: change.ends, timeMs };
  if (change.change === "map mark") {
    const found = entryOf(set, question);
    if (set.unread.length > 0) return { missing: missingEntries(set) };
    return { changed: undefined, mark: found?.isException ? undefined : found?.mark };
  }
  const parts = partsOf(set, packet, change.ends);
  if (parts === undefined) return NOTHING;
  // What is in an entry that could not be read may be there already, or be what is taken out.
  if (set.unread.length > 0) return { missing: missingEntries(set) };
  const living = set.entries.filter(({ untilMs }) => untilMs === undefined || untilMs > timeMs);
  const entries =
    change.change === "del"
      ? without(set, living, parts)
      : withEntry(set, living, { parts, change, timeMs });
  return entries === undefined ? NOTHING : { changed: { ...set, entries }, mark: undefined };
}

/** undefined when the entry is there already, and stays as it is, and when the set is full. */
function withEntry(
  set: Ipset,
  living: readonly IpsetEntry[],
  made: {
    readonly parts: readonly IpsetPart[];
    readonly change: Extract<IpsetChange, { change: "add" }>;
    readonly timeMs: number;
  },
): readonly IpsetEntry[] | undefined {
  const { parts, change, timeMs } = made;
  const untilMs = endOfEntry(set, timeMs, change.timeoutSeconds);
  const added: IpsetEntry = { parts, isException: false, untilMs, mark: undefined };
  const others = without(set, living, parts);
  if (others === undefined) {
    return living.length < set.mostEntries ? [...living, added] : undefined;
  }
  return change.exist ? [...others, added] : undefined;
}

/** The entries less one; undefined when it was not there. An entry that stands for many is cut around it. */
function without(
  { dimensions }: Ipset,
  entries: readonly IpsetEntry[],
  parts: readonly IpsetPart[],
): readonly IpsetEntry[] | undefined {
  const at = entries.findIndex((entry) =>
    entry.parts.every((part, n) => contains(part, parts[n], dimensions[n] === "net")),
  );
  const found = entries[at];
  if (found === undefined) return undefined;
  return [...entries.slice(0, at), ...cut(found, parts), ...entries.slice(at + 1)];
}

/** A network is one element of its set; a range of addresses or ports stands for all of them. */
function contains(part: IpsetPart, wanted: IpsetPart | undefined, isNetwork: boolean): boolean {
  if (part.of === "port" && wanted?.of === "port") {
    const { from, to } = part.ports;
    return part.protocol === wanted.protocol && from <= wanted.ports.from && wanted.ports.to <= to;
  }
  if (part.of !== "address" || wanted?.of !== "address") return false;
  if (isNetwork) return part.from === wanted.from && part.to === wanted.to;
  return part.from <= wanted.from && wanted.to <= part.to;
}

/** What is left of an entry around one element: for each part the pieces below and above, the parts before it exact. */
function cut(entry: IpsetEntry, exact: readonly IpsetPart[]): readonly IpsetEntry[] {
  return entry.parts.flatMap((part, at) =>
    piecesAround(part, exact[at]).map((piece) => ({
      ...entry,
      parts: [...exact.slice(0, at), piece, ...entry.parts.slice(at + 1)],
    })),
  );
}

/** Only ranges of ports and of IPv4 addresses stand for more than one element. */
function piecesAround(part: IpsetPart, exact: IpsetPart | undefined): readonly IpsetPart[] {
  if (part.of === "port" && exact?.of === "port") {
    return rangesAround(part.ports, exact.ports).map((ports) => ({ ...part, ports }));
  }
  if (part.of !== "address" || exact?.of !== "address") return [];
  const { from, to } = part;
  if (typeof from !== "number" || typeof to !== "number") return [];
  if (typeof exact.from !== "number" || typeof exact.to !== "number") return [];
  return rangesAround({ from, to }, { from: exact.from, to: exact.to }).map((piece) => ({
    of: "address",
    from: piece.from as Ipv4,
    to: piece.to as Ipv4,
    bits: exact.bits,
  }));
}

interface NumberRange {
  readonly from: number;
  readonly to: number;
}

function rangesAround({ from, to }: NumberRange, taken: NumberRange): readonly NumberRange[] {
  return [
    ...(from < taken.from ? [{ from, to: taken.from - 1 }] : []),
    ...(taken.to < to ? [{ from: taken.to + 1, to }] : []),
  ];
}

/**
 * The entry that a packet makes; undefined when it lacks a port, or when fewer ends are named than an entry has parts.
 * Source: Linux net/netfilter/ipset/ip_set_hash_*.c, *_kadt.
 */
function partsOf(
  set: Ipset,
  packet: Packet,
  ends: readonly ("src" | "dst")[],
): readonly IpsetPart[] | undefined {
  if (ends.length < set.dimensions.length) return undefined;
  const parts = set.dimensions.map((dimension, at): IpsetPart | undefined => {
    const end = ends[at] ?? "src";
    if (dimension === "port") return portPart(set, packet, end);
    const address = end === "src" ? packet.source : packet.destination;
    if (set.addresses && !isInAddressRange(address, set.addresses)) return undefined;
    const bits = dimension === "net" ? widthOfNetworks(set, at) : set.netmaskBits;
    return addressPart(address, bits);
  });
  const made = parts.filter((part) => part !== undefined);
  return made.length === parts.length ? made : undefined;
}

function portPart(set: Ipset, packet: Packet, end: "src" | "dst"): IpsetPart | undefined {
  const port = portOf(set, packet, end);
  const { ports } = set;
  if (port === undefined || (ports && !inPortRange(ports, port))) return undefined;
  const protocol = isBitmapOfPorts(set) ? TCP : packet.protocol;
  return { of: "port", protocol, ports: { from: port, to: port } };
}

function addressPart(address: Address, prefixBits: number | undefined): IpsetPart {
  const family = familyOf(address);
  const bits = prefixBits ?? ADDRESS_BITS[family];
  const network = networkOf(address, prefixMask(bits, family));
  return { of: "address", from: network.address, to: lastOf(network), bits };
}

/** A set of networks takes the address under its longest prefix. Source: ip_set_hash_net.c, INIT_CIDR. */
function widthOfNetworks({ entries }: Ipset, at: number): number | undefined {
  const bits = entries.flatMap(({ parts }) => {
    const part = parts[at];
    return part?.of === "address" ? [part.bits] : [];
  });
  return bits.length === 0 ? undefined : Math.max(...bits);
}
