import { type Address, familyOf, NO_ADDRESS } from "../net/address";
import type { Family } from "../net/family";
import type { Packet } from "../net/packet";
import { inPortRange, type PortRange, parsePortRange } from "../net/portRange";
import { isWithin, type MaskedAddress, parseMaskedAddress } from "../net/prefix";
import { hasPorts, parseProtocol } from "../net/protocol";
import { parseUint32, UINT32_MAX } from "../net/uint32";
import { ROUTE_TABLES } from "./route";

/** One line of `ip rule`: which packets look into which routing table. */
export interface RoutingRule {
  /** Lower comes first. */
  readonly preference: number;
  readonly source: MaskedAddress | undefined;
  readonly destination: MaskedAddress | undefined;
  readonly mark: { readonly value: number; readonly mask: number } | undefined;
  readonly inInterface: string | undefined;
  readonly outInterface: string | undefined;
  /** IP protocol number. */
  readonly protocol: number | undefined;
  readonly sourcePorts: PortRange | undefined;
  readonly destinationPorts: PortRange | undefined;
  /** The type of service that packets have; undefined for any. */
  readonly tos: number | undefined;
  readonly isInverted: boolean;
  /** A route whose prefix is that long or shorter is passed over, and the next rule asked; undefined for none. */
  readonly suppressedPrefix: number | undefined;
  readonly does:
    | { readonly look: number }
    | { readonly refuse: "blackhole" | "unreachable" | "prohibit" };
}

/** What a node has before anybody adds a rule. */
export const DEFAULT_ROUTING_RULES: Readonly<Record<Family, readonly RoutingRule[]>> = {
  IPv4: [
    makeRule(0, ROUTE_TABLES.local),
    makeRule(32766, ROUTE_TABLES.main),
    makeRule(32767, ROUTE_TABLES.default),
  ],
  IPv6: [makeRule(0, ROUTE_TABLES.local), makeRule(32766, ROUTE_TABLES.main)],
};

function makeRule(preference: number, table: number): RoutingRule {
  return {
    preference,
    source: undefined,
    destination: undefined,
    mark: undefined,
    inInterface: undefined,
    outInterface: undefined,
    protocol: undefined,
    sourcePorts: undefined,
    destinationPorts: undefined,
    tos: undefined,
    isInverted: false,
    suppressedPrefix: undefined,
    does: { look: table },
  };
}

export type ParsedRoutingRule =
  | { readonly ok: true; readonly rules: readonly RoutingRule[] }
  | { readonly ok: false; readonly why: string };

type Draft = { -readonly [Key in keyof RoutingRule]: RoutingRule[Key] };

/** Adds the rule that `ip rule add …` with these arguments adds: `fwmark 0x1/0xff table 100`. */
export function addRoutingRule(rules: readonly RoutingRule[], text: string): ParsedRoutingRule {
  const draft: Draft = makeRule(freePreference(rules), ROUTE_TABLES.main);
  const words = text
    .trim()
    .replace(/^-[46]\s+/, "")
    .split(/\s+/);
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at] ?? "";
    if (name === "not") {
      draft.isInverted = true;
      at -= 1;
    } else if (!setOption(draft, name, words[at + 1] ?? "")) {
      return { ok: false, why: `"${name} ${words[at + 1] ?? ""}" is not understood in a rule.` };
    }
  }
  const sorted = [...rules, draft].sort((one, other) => one.preference - other.preference);
  return { ok: true, rules: sorted };
}

/** Which family's rules `ip rule add` with these arguments adds to: IPv6's when `-6` or an address of it is there. */
export function familyOfRoutingRule(text: string): Family {
  return /^\s*-6\s/.test(text) || text.includes(":") ? "IPv6" : "IPv4";
}

/** One less than the second rule's preference. Source: Linux net/core/fib_rules.c, fib_default_rule_pref. */
function freePreference(rules: readonly RoutingRule[]): number {
  const second = rules[1]?.preference ?? 0;
  return second > 0 ? second - 1 : 0;
}

function setOption(draft: Draft, name: string, word: string): boolean {
  switch (name) {
    case "from":
      draft.source = parseNetwork(word);
      return word === "all" || draft.source !== undefined;
    case "to":
      draft.destination = parseNetwork(word);
      return word === "all" || draft.destination !== undefined;
    case "fwmark":
      draft.mark = parseMark(word);
      return draft.mark !== undefined;
    case "iif":
      draft.inInterface = word;
      return true;
    case "oif":
      draft.outInterface = word;
      return true;
    case "ipproto":
      draft.protocol = parseProtocol(word);
      return draft.protocol !== undefined;
    case "sport":
      draft.sourcePorts = parsePortRange(word, "-");
      return draft.sourcePorts !== undefined;
    case "dport":
      draft.destinationPorts = parsePortRange(word, "-");
      return draft.destinationPorts !== undefined;
    case "tos":
    case "dsfield":
      draft.tos = parseTos(word);
      return draft.tos !== undefined;
    case "suppress_prefixlength":
      draft.suppressedPrefix = parseUint32(word);
      return draft.suppressedPrefix !== undefined;
    case "table":
    case "lookup":
      return setTable(draft, word);
    case "pref":
    case "priority":
    case "preference":
      draft.preference = Number(word);
      return Number.isInteger(draft.preference);
    case "type":
      if (word !== "blackhole" && word !== "unreachable" && word !== "prohibit") return false;
      draft.does = { refuse: word };
      return true;
    default:
      return false;
  }
}

/** undefined for `all` too. */
function parseNetwork(word: string): MaskedAddress | undefined {
  return parseMaskedAddress(word, word.includes(":") ? "IPv6" : "IPv4");
}

function setTable(draft: Draft, word: string): boolean {
  const isNamed = Object.hasOwn(ROUTE_TABLES, word);
  const table = isNamed ? ROUTE_TABLES[word as keyof typeof ROUTE_TABLES] : Number(word);
  draft.does = { look: table };
  return Number.isInteger(table);
}

function parseMark(word: string): RoutingRule["mark"] {
  const [written = "", writtenMask] = word.split("/");
  const value = parseUint32(written);
  const mask = writtenMask === undefined ? UINT32_MAX : parseUint32(writtenMask);
  return value === undefined || mask === undefined ? undefined : { value, mask };
}

/** ip(8) reads it as hexadecimal, with or without 0x; names are those of a file. Source: iproute2 lib/rt_names.c, rtnl_dsfield_a2n. */
function parseTos(word: string): number | undefined {
  if (!/^(?:0x)?[\da-f]{1,2}$/i.test(word)) return undefined;
  const tos = Number.parseInt(word, 16);
  return (tos & ~LEGACY_TOS) === 0 ? tos : undefined;
}

/** The bits of the type of service that IPv4's rules look at. Source: Linux include/net/inet_dscp.h, INET_DSCP_LEGACY_TOS_MASK. */
const LEGACY_TOS = 0x1c;
/** The bits of a traffic class that are DSCP. Source: inet_dscp.h, INET_DSCP_MASK. */
const DSCP_BITS = 0xfc;

/** What a routing decision looks at. */
export interface RouteQuery {
  readonly source: Address | undefined;
  readonly destination: Address;
  readonly mark: number;
  /** `lo` for what the node itself sends. */
  readonly inInterface: string;
  readonly outInterface: string | undefined;
  /** The protocol and ports that rules look at; absent where the kernel does not know them, and takes 0 for each. */
  readonly flow?: RouteFlow | undefined;
  /** The type of service; absent for 0. */
  readonly tos?: number | undefined;
}

/** What rules see of a packet beyond its addresses. */
export interface RouteFlow {
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** The protocol and ports of a packet; messages of ICMP have none. Source: Linux net/core/flow_dissector.c, __skb_flow_dissect_ports. */
export function flowOf({ protocol, sourcePort = 0, destinationPort = 0 }: Packet): RouteFlow {
  if (!hasPorts(protocol)) return { protocol, sourcePort: 0, destinationPort: 0 };
  return { protocol, sourcePort, destinationPort };
}

/** The same for the way back. */
export function flowBack(packet: Packet): RouteFlow {
  const { protocol, sourcePort, destinationPort } = flowOf(packet);
  return { protocol, sourcePort: destinationPort, destinationPort: sourcePort };
}

const NO_FLOW: RouteFlow = { protocol: 0, sourcePort: 0, destinationPort: 0 };

/**
 * Whether a packet is one that the rule speaks of.
 * Source: Linux net/core/fib_rules.c, fib_rule_match; net/ipv4/fib_rules.c, fib4_rule_match.
 */
export function matchesRoutingRule(rule: RoutingRule, query: RouteQuery): boolean {
  const { mark } = rule;
  const holds =
    isIn(rule.source, query.source ?? NO_ADDRESS[familyOf(query.destination)]) &&
    isIn(rule.destination, query.destination) &&
    (mark === undefined || ((query.mark ^ mark.value) & mark.mask) === 0) &&
    (rule.inInterface === undefined || rule.inInterface === query.inInterface) &&
    (rule.outInterface === undefined || rule.outInterface === query.outInterface) &&
    isOfFlow(rule, query.flow ?? NO_FLOW) &&
    isOfService(rule.tos, query);
  return holds !== rule.isInverted;
}

function isOfFlow(
  { protocol, sourcePorts, destinationPorts }: RoutingRule,
  flow: RouteFlow,
): boolean {
  return (
    (protocol === undefined || protocol === flow.protocol) &&
    (sourcePorts === undefined || inPortRange(sourcePorts, flow.sourcePort)) &&
    (destinationPorts === undefined || inPortRange(destinationPorts, flow.destinationPort))
  );
}

/** A rule for the type of service 0 is one for any. */
function isOfService(wanted: number | undefined, { tos = 0, destination }: RouteQuery): boolean {
  if (wanted === undefined || wanted === 0) return true;
  return (tos & (familyOf(destination) === "IPv4" ? LEGACY_TOS : DSCP_BITS)) === wanted;
}

function isIn(network: MaskedAddress | undefined, address: Address): boolean {
  return network === undefined || isWithin(address, network);
}
