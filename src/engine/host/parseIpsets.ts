import { familyOf, parseAddress } from "../net/address";
import { parseIcmpType } from "../net/icmpType";
import { parseIcmpv6Type } from "../net/icmpv6Type";
import { type PortRange, parsePortRange } from "../net/portRange";
import {
  lastOf,
  type MaskedAddress,
  networkOf,
  parseMask,
  parseMaskedAddress,
  prefixBits,
  prefixMask,
} from "../net/prefix";
import { ICMP, isIcmp, parseProtocol, TCP } from "../net/protocol";
import { parseMaskedValue, parseUint32 } from "../net/uint32";
import {
  endOfEntry,
  type Ipset,
  type IpsetDimension,
  type IpsetEntry,
  type IpsetPart,
  type UnreadEntry,
} from "./ipset";

/** A set to which entries are still being added. */
type IpsetInMaking = Omit<Ipset, "entries" | "unread"> & {
  readonly entries: IpsetEntry[];
  readonly unread: UnreadEntry[];
  /** As `create` names it. */
  readonly type: string;
};

/** A line that says what is not understood, and why. */
export interface IpsetProblem {
  readonly line: string;
  readonly why: string;
}

const KNOWN_DIMENSIONS: readonly string[] = ["ip", "net", "port", "set"];

/**
 * Reads the lines of `ipset save`. What is not understood is left out and told, once for a set of a type that is not known;
 * the set remembers that it may hold more than what was read.
 */
export function parseIpsets(lines: readonly string[]): {
  readonly ipsets: ReadonlyMap<string, Ipset>;
  readonly problems: readonly IpsetProblem[];
} {
  const ipsets = new Map<string, IpsetInMaking>();
  const problems: IpsetProblem[] = [];
  for (const line of lines) {
    const words = line.trim().split(/\s+/);
    const [command = "", name = ""] = words;
    if (command === "" || command.startsWith("#")) continue;
    const why = command === "create" ? create(ipsets, words) : add(ipsets.get(name), words);
    if (why !== undefined) problems.push({ line, why });
  }
  return { ipsets, problems };
}

/** Gives a sentence when the set is of a type that is not known. */
function create(ipsets: Map<string, IpsetInMaking>, words: readonly string[]): string | undefined {
  const set = emptyIpset(words);
  ipsets.set(set.name, set);
  if (!set.dimensions.includes("other")) return undefined;
  return `Sets of type ${set.type} are not known here, so what is in ${set.name} is undecided.`;
}

/** Adds an entry to its set, or gives a sentence why it cannot. */
function add(set: IpsetInMaking | undefined, words: readonly string[]): string | undefined {
  const [command, name, detail = ""] = words;
  if (set === undefined || command !== "add") {
    return `"create NAME TYPE" or "add NAME ENTRY" with a set made before it was expected.`;
  }
  if (set.dimensions.includes("other")) return undefined;
  const entry = parseEntry(set, detail, words);
  if (entry !== undefined) set.entries.push(entry);
  else set.unread.push({ isException: words.includes("nomatch") });
  if (entry !== undefined) return undefined;
  return `"${detail}" does not fit the set ${name}, which is of type ${set.type}.`;
}

/** Reads `create NAME TYPE …`. */
function emptyIpset(words: readonly string[]): IpsetInMaking {
  const [, name = "", type = ""] = words;
  const range = wordAfter(words, "range") ?? "";
  const netmask = netmaskOf(words);
  const dimensions = parseDimensions(type);
  const addresses = type === "bitmap:ip" ? parseAddressPart(range) : undefined;
  return {
    name,
    type,
    dimensions: netmask.isKnown ? dimensions : dimensions.map(() => "other"),
    hasCounters: words.includes("counters"),
    entries: [],
    unread: [],
    ports: parsePortRange(range, "-"),
    addresses: addresses?.of === "address" ? addresses : undefined,
    netmaskBits: netmask.bits,
    mostEntries: numberAfter(words, "maxelem") ?? MOST_ENTRIES,
    timeoutSeconds: numberAfter(words, "timeout"),
  };
}

function parseDimensions(type: string): readonly IpsetDimension[] {
  const [, shape = ""] = type.split(":");
  return shape
    .split(",")
    .map((word) => (KNOWN_DIMENSIONS.includes(word) ? (word as IpsetDimension) : "other"));
}

interface Netmask {
  readonly bits: number | undefined;
  /** Whether the set keeps its addresses in a way that is modelled. */
  readonly isKnown: boolean;
}

/**
 * The bits of an address that a set keeps: those of one address of its entries, and only the first ones.
 * Source: Linux net/netfilter/ipset/ip_set_hash_ip.c, hash_ip4_kadt; ip_set_bitmap_ip.c, bitmap_ip_kadt.
 */
function netmaskOf(words: readonly string[]): Netmask {
  const [, , type = ""] = words;
  const family = wordAfter(words, "family") === "inet6" ? "IPv6" : "IPv4";
  const written = wordAfter(words, "netmask") ?? wordAfter(words, "bitmask");
  if (written === undefined) return { bits: undefined, isKnown: true };
  const mask = parseMask(written, family);
  const bits = mask === undefined ? undefined : prefixBits(mask);
  const isKnown = bits !== undefined && WITH_NETMASK.has(type);
  return { bits, isKnown };
}

const WITH_NETMASK: ReadonlySet<string> = new Set(["hash:ip", "hash:ip,port", "bitmap:ip"]);

/** Source: Linux net/netfilter/ipset/ip_set_hash_gen.h, IPSET_DEFAULT_MAXELEM. */
const MOST_ENTRIES = 65_536;

function numberAfter(words: readonly string[], option: string): number | undefined {
  return parseUint32(wordAfter(words, option) ?? "");
}

function wordAfter(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option);
  return at < 0 ? undefined : words[at + 1];
}

function parseEntry(set: Ipset, text: string, options: readonly string[]): IpsetEntry | undefined {
  const { dimensions } = set;
  const words = text.split(",");
  if (words.length !== dimensions.length) return undefined;
  const parts = dimensions.map((dimension, at) => parsePart(set, dimension, words[at] ?? ""));
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

function parsePart(
  { netmaskBits }: Ipset,
  dimension: IpsetDimension,
  word: string,
): IpsetPart | undefined {
  switch (dimension) {
    case "set":
      return { of: "set", name: word };
    case "port":
      return parsePortPart(word);
    case "ip":
      return underNetmask(parseAddressPart(word), netmaskBits);
    case "net":
      return parseAddressPart(word);
    case "other":
      return undefined;
  }
}

/** Each end of a range in the network that the set keeps of it. */
function underNetmask(
  part: IpsetPart | undefined,
  bits: number | undefined,
): IpsetPart | undefined {
  if (part?.of !== "address" || bits === undefined) return part;
  const mask = prefixMask(bits, familyOf(part.from));
  return {
    of: "address",
    from: networkOf(part.from, mask).address,
    to: lastOf(networkOf(part.to, mask)),
    bits,
  };
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
  if (protocol === undefined) return undefined;
  const rest = word.slice(colon + 1);
  const ports = isIcmp(protocol) ? parseMessage(protocol, rest) : parsePortRange(rest, "-");
  return ports && { of: "port", protocol, ports };
}

/**
 * `echo-request` or `3/13`, as a set keeps it: a name that stands for a type alone has the code 0.
 * Source: ipset 7.17 lib/icmp.c, name_to_icmp; lib/parse.c, parse_icmp_typecode.
 */
function parseMessage(protocol: number, word: string): PortRange | undefined {
  if (/^\d+$/.test(word)) return undefined;
  const message = protocol === ICMP ? parseIcmpType(word) : parseIcmpv6Type(word);
  if (message === undefined) return undefined;
  const port = message.type * 256 + (message.code ?? 0);
  return { from: port, to: port };
}
