import type { Decision } from "../net/decision";
import { decide } from "../net/decision";
import { type Ipv4, parseIpv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";
import { type PortRange, parsePortRange } from "../net/portRange";
import { type MaskedAddress, parseMaskedAddress } from "../net/prefix";
import { hasPorts, ICMP, parseProtocol, TCP } from "../net/protocol";

/** A set of addresses, networks or ports, as `ipset` keeps it. */
export interface Ipset {
  readonly name: string;
  /** What each dimension is: `hash:ip,port` has an address and a port. `set` for a list of sets. */
  readonly dimensions: readonly IpsetDimension[];
  readonly entries: readonly IpsetEntry[];
}

export type IpsetDimension = "ip" | "net" | "port" | "set" | "other";

export interface IpsetEntry {
  readonly parts: readonly IpsetPart[];
  /** An exception: what it covers is not in the set, unless something narrower is. */
  readonly isException: boolean;
}

export type IpsetPart =
  | { readonly of: "address"; readonly from: Ipv4; readonly to: Ipv4; readonly bits: number }
  | { readonly of: "port"; readonly protocol: number | undefined; readonly ports: PortRange }
  | { readonly of: "set"; readonly name: string };

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
  const ipsets = new Map<
    string,
    { name: string; dimensions: readonly IpsetDimension[]; entries: IpsetEntry[] }
  >();
  const problems: IpsetProblem[] = [];
  for (const line of lines) {
    const words = line.trim().split(/\s+/);
    const [command = "", name = "", detail = ""] = words;
    if (command === "" || command.startsWith("#")) continue;
    const set = ipsets.get(name);
    if (command === "create") {
      ipsets.set(name, { name, dimensions: parseDimensions(detail), entries: [] });
    } else if (command === "add" && set !== undefined) {
      const entry = parseEntry(set.dimensions, detail, words.includes("nomatch"));
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

function parseEntry(
  dimensions: readonly IpsetDimension[],
  text: string,
  isException: boolean,
): IpsetEntry | undefined {
  const words = text.split(",");
  if (words.length !== dimensions.length) return undefined;
  const parts = dimensions.map((dimension, at) => parsePart(dimension, words[at] ?? ""));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? { parts: known, isException } : undefined;
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
    const from = parseIpv4(word.slice(0, dash));
    const to = parseIpv4(word.slice(dash + 1));
    if (from === undefined || to === undefined) return undefined;
    return { of: "address", from, to, bits: 32 };
  }
  const network = parseMaskedAddress(word);
  return network && addressPartOf(network);
}

function addressPartOf({ address, mask }: MaskedAddress): IpsetPart {
  const to = ((address | ~mask) >>> 0) as Ipv4;
  return { of: "address", from: address, to, bits: 32 - Math.round(Math.log2(to - address + 1)) };
}

function parsePortPart(word: string): IpsetPart | undefined {
  const colon = word.indexOf(":");
  const protocol = colon < 0 ? TCP : parseProtocol(word.slice(0, colon));
  const ports = parsePortRange(word.slice(colon + 1), "-");
  if (protocol === undefined || ports === undefined) return undefined;
  return { of: "port", protocol, ports };
}

/**
 * Whether a packet is in a set, each dimension taken from the end that `directions` names.
 * A bitmap of ports ignores the protocol. A list of sets asks each of its sets.
 */
export function isInIpset(
  ipsets: ReadonlyMap<string, Ipset>,
  name: string,
  packet: Packet,
  directions: readonly ("src" | "dst")[],
): Decision {
  const set = ipsets.get(name);
  if (set === undefined || set.dimensions.includes("other")) {
    return { missing: { kind: "ipset", name } };
  }
  if (set.dimensions[0] === "set") return isInAnySet(ipsets, set, packet, directions);
  if (directions.length < set.dimensions.length) return "no";
  const isBitmapOfPorts = set.dimensions.length === 1 && set.dimensions[0] === "port";
  let widest: { bits: number; isException: boolean } | undefined;
  for (const entry of set.entries) {
    const holds = entry.parts.every((part, at) =>
      holdsPart(part, packet, directions[at] ?? "src", isBitmapOfPorts),
    );
    const bits = narrowness(entry);
    if (holds && (widest === undefined || bits >= widest.bits)) {
      widest = { bits, isException: entry.isException };
    }
  }
  return decide(widest !== undefined && !widest.isException);
}

function isInAnySet(
  ipsets: ReadonlyMap<string, Ipset>,
  list: Ipset,
  packet: Packet,
  directions: readonly ("src" | "dst")[],
): Decision {
  let doubt: Decision = "no";
  for (const part of list.entries.flatMap(({ parts }) => parts)) {
    if (part.of !== "set") continue;
    const decision = isInIpset(ipsets, part.name, packet, directions);
    if (decision === "yes") return "yes";
    if (decision !== "no") doubt = decision;
  }
  return doubt;
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
    return address >= part.from && address <= part.to;
  }
  if (!ignoresProtocol && part.protocol !== packet.protocol) return false;
  const port = portOf(packet, direction);
  return port !== undefined && port >= part.ports.from && port <= part.ports.to;
}

/** ICMP has type and code where others have a port. Source: Linux ip_set_getport.c. */
function portOf(packet: Packet, direction: "src" | "dst"): number | undefined {
  if (packet.protocol === ICMP) {
    return packet.icmp && packet.icmp.type * 256 + packet.icmp.code;
  }
  if (!hasPorts(packet.protocol)) return undefined;
  return direction === "src" ? packet.sourcePort : packet.destinationPort;
}
