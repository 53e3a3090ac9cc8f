import type { IpsetWants } from "../matches/matchExtension";
import { type Address, familyOf, isInAddressRange, parseAddress } from "../net/address";
import type { Decision } from "../net/decision";
import type { Packet } from "../net/packet";
import { type PortRange, parsePortRange } from "../net/portRange";
import { lastOf, type MaskedAddress, parseMaskedAddress, prefixBits } from "../net/prefix";
import { hasPorts, isIcmp, parseProtocol, TCP } from "../net/protocol";
import { type MaskedValue, parseMaskedValue, parseUint32 } from "../net/uint32";

/** A set of addresses, networks or ports, as `ipset` keeps it. */
export interface Ipset {
  readonly name: string;
  /** What each dimension is: `hash:ip,port` has an address and a port. `set` for a list of sets. */
  readonly dimensions: readonly IpsetDimension[];
  readonly entries: readonly IpsetEntry[];
  /** The ports that a bitmap of ports has room for; undefined for all. */
  readonly ports: PortRange | undefined;
  /** Whether entries count their packets, which is not modelled. */
  readonly hasCounters: boolean;
  /** How many entries fit in. */
  readonly mostEntries: number;
  /** What an entry lives when nothing else is said: 0 for ever; undefined when entries of this set have no timeout. */
  readonly timeoutSeconds: number | undefined;
}

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

/** A set to which entries are still being added. */
type IpsetInMaking = Omit<Ipset, "entries"> & { readonly entries: IpsetEntry[] };

export interface IpsetProblem {
  readonly line: string;
  readonly why: string;
}

const KNOWN_DIMENSIONS: readonly string[] = ["ip", "net", "port", "set"];

/** Reads the lines of `ipset save`. What is not understood is left out and told. */
export function parseIpsets(lines: readonly string[]): {
  readonly ipsets: ReadonlyMap<string, Ipset>;
  readonly problems: readonly IpsetProblem[];
} {
  const ipsets = new Map<string, IpsetInMaking>();
  const problems: IpsetProblem[] = [];
  for (const line of lines) {
    const words = line.trim().split(/\s+/);
    const [command = "", name = "", detail = ""] = words;
    if (command === "" || command.startsWith("#")) continue;
    const set = ipsets.get(name);
    if (command === "create") {
      ipsets.set(name, emptyIpset(words));
    } else if (command === "add" && set !== undefined) {
      const entry = parseEntry(set, detail, words);
      if (entry === undefined)
        problems.push({ line, why: `"${detail}" does not fit the set ${name}.` });
      else set.entries.push(entry);
    } else {
      problems.push({
        line,
        why: `"create NAME TYPE" or "add NAME ENTRY" with a set made before it was expected.`,
      });
    }
  }
  return { ipsets, problems };
}

function parseDimensions(type: string): readonly IpsetDimension[] {
  const [, shape = ""] = type.split(":");
  return shape
    .split(",")
    .map((word) => (KNOWN_DIMENSIONS.includes(word) ? (word as IpsetDimension) : "other"));
}

/** Reads `create NAME TYPE …`. */
function emptyIpset(words: readonly string[]): IpsetInMaking {
  const [, name = "", type = ""] = words;
  return {
    name,
    dimensions: parseDimensions(type),
    hasCounters: words.includes("counters"),
    entries: [],
    ports: parsePortRange(wordAfter(words, "range") ?? "", "-"),
    mostEntries: numberAfter(words, "maxelem") ?? MOST_ENTRIES,
    timeoutSeconds: numberAfter(words, "timeout"),
  };
}

/** Source: Linux net/netfilter/ipset/ip_set_hash_gen.h, IPSET_DEFAULT_MAXELEM. */
const MOST_ENTRIES = 65_536;

function numberAfter(words: readonly string[], option: string): number | undefined {
  return parseUint32(wordAfter(words, option) ?? "");
}

function wordAfter(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option);
  return at < 0 ? undefined : words[at + 1];
}

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

function parseEntry(set: Ipset, text: string, options: readonly string[]): IpsetEntry | undefined {
  const { dimensions } = set;
  const words = text.split(",");
  if (words.length !== dimensions.length) return undefined;
  const parts = dimensions.map((dimension, at) => parsePart(dimension, words[at] ?? ""));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const mark = wordAfter(options, "skbmark");
  return {
    parts: known,
    isException: options.includes("nomatch"),
    untilMs: endOfEntry(set, 0, numberAfter(options, "timeout")),
    mark: mark === undefined ? undefined : parseMaskedValue(mark),
  };
}

function parsePart(dimension: IpsetDimension, word: string): IpsetPart | undefined {
  switch (dimension) {
    case "set":
      return { of: "set", name: word };
    case "port":
      return parsePortPart(word);
    case "ip":
    case "net":
      return parseAddressPart(word);
    case "other":
      return undefined;
  }
}

function parseAddressPart(word: string): IpsetPart | undefined {
  const dash = word.indexOf("-");
  if (dash > 0) {
    const from = parseAddress(word.slice(0, dash));
    const to = parseAddress(word.slice(dash + 1));
    if (from === undefined || to === undefined) return undefined;
    return familyOf(from) === familyOf(to) ? { of: "address", from, to, bits: 32 } : undefined;
  }
  const network = parseMaskedAddress(word, word.includes(":") ? "IPv6" : "IPv4");
  return network && addressPartOf(network);
}

function addressPartOf(network: MaskedAddress): IpsetPart {
  const bits = prefixBits(network.mask) ?? 0;
  return { of: "address", from: network.address, to: lastOf(network), bits };
}

function parsePortPart(word: string): IpsetPart | undefined {
  const colon = word.indexOf(":");
  const protocol = colon < 0 ? TCP : parseProtocol(word.slice(0, colon));
  const ports = parsePortRange(word.slice(colon + 1), "-");
  if (protocol === undefined || ports === undefined) return undefined;
  return { of: "port", protocol, ports };
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
  if (entry === undefined || entry.isException !== isAsked) return "no";
  if (!counts || !set.hasCounters) return "yes";
  return { missing: { kind: "ipset", name: `what the entries of ${name} have counted` } };
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
      holdsPart(part, packet, directions[at] ?? "src", isBitmapOfPorts(set)),
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

function holdsPart(
  part: IpsetPart,
  packet: Packet,
  direction: "src" | "dst",
  ignoresProtocol: boolean,
): boolean {
  if (part.of === "set") return false;
  if (part.of === "address") {
    const address = direction === "src" ? packet.source : packet.destination;
    return isInAddressRange(address, part);
  }
  if (!ignoresProtocol && part.protocol !== packet.protocol) return false;
  const port = portOf(packet, direction);
  return port !== undefined && port >= part.ports.from && port <= part.ports.to;
}

/** ICMP has type and code where others have a port. Source: Linux ip_set_getport.c. */
export function portOf(packet: Packet, direction: "src" | "dst"): number | undefined {
  if (isIcmp(packet.protocol)) {
    return packet.icmp && packet.icmp.type * 256 + packet.icmp.code;
  }
  if (!hasPorts(packet.protocol)) return undefined;
  return direction === "src" ? packet.sourcePort : packet.destinationPort;
}
