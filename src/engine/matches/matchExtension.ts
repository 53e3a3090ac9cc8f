import type { PacketConnection } from "../conntrack/connection";
import type { Address } from "../net/address";
import type { Decision, Missing } from "../net/decision";
import type { Family } from "../net/family";
import type { Hook, TableName } from "../net/hook";
import type { Packet } from "../net/packet";

/** The kinds of address that `addrtype` and the routing decision tell apart. */
export type AddressType =
  | "LOCAL"
  | "UNICAST"
  | "BROADCAST"
  | "MULTICAST"
  | "ANYCAST"
  | "BLACKHOLE"
  | "UNREACHABLE"
  | "PROHIBIT"
  | "THROW"
  | "NAT"
  | "XRESOLVE"
  | "UNSPEC";

/** By whose socket a packet of the node's own leaves: that of a process, or the kernel's, which sends ICMP errors. */
export type SentBy = "process" | "kernel";

/** What the kernel knows besides the packet when it tests a rule. Made by the walk for each rule. */
export interface MatchContext {
  readonly hook: Hook;
  readonly table: TableName;
  /** undefined where the hook has none (OUTPUT, POSTROUTING). */
  readonly inInterface: string | undefined;
  /** undefined where the hook has none (PREROUTING, INPUT). */
  readonly outInterface: string | undefined;
  /** undefined when no socket sent it: it came in by a link, or it is the RST of a rule. */
  readonly sentBy: SentBy | undefined;
  /** undefined before conntrack has seen the packet (raw PREROUTING, raw OUTPUT) and where nothing is tracked. */
  readonly connection: PacketConnection | undefined;
  /** What the routing tables call an address; undecided when the node's own addresses are not known. */
  addressType(address: Address, onInterface?: string): AddressType | { readonly missing: Missing };
  /** Whether the packet is in an ipset, `dimensions` being the words after its name (`src`, `dst`, …). */
  inIpset(name: string, dimensions: readonly ("src" | "dst")[], wants?: IpsetWants): Decision;
  /** Whether the way back to the packet's sender leads over the interface it came in by, as `rpfilter` asks. */
  isReversePath(wanted: ReversePathQuestion): Decision;
  /** The realm of the packet's route, which `realm` compares: 0 unless a route or routing rule gives one. */
  readonly realm: number | { readonly missing: Missing };
  /** Whether a connection of the node is still there and not closed, by its id. */
  isOpenConnection(id: number): boolean;
  /** Draws for this rule: whether chance with this probability (0 to 1) takes the packet. Recorded in the trace. */
  draw(probability: number): boolean;
  /** State that lives with the world and that a test may read and change: nth counters by rule, `recent` lists by name. */
  readonly memory: MatchMemory;
  /** The clock of the document, not of the wall. */
  readonly timeMs: number;
  /** Set for `explain` of a match behind one that failed: the kernel never asked it, and chance was not drawn. */
  readonly isUnreached?: boolean;
}

/** What is asked of an ipset besides whether it has an entry for the packet. */
export interface IpsetWants {
  /** Of a set of networks its exceptions, and nothing else. */
  readonly exceptions: boolean;
  /** What the entry has counted. A set that does not count is not asked. */
  readonly counts: boolean;
}

/** How `isReversePath` looks. */
export interface ReversePathQuestion {
  /** Whether a way back over any interface will do. */
  readonly isLoose: boolean;
  /** Whether the packet's mark counts. */
  readonly usesMark: boolean;
  /** Whether an address of the node's own may be the sender's. */
  readonly acceptsLocal: boolean;
}

/** What stateful matches remember between packets. The walk hands in a copy that becomes part of the next world. */
export interface MatchMemory {
  /** The nth counter of the rule under test: packets counted so far. */
  readNth(): number;
  writeNth(count: number): void;
  /** The `recent` list of that name: address (as printed) to the times it was seen, oldest first. */
  recentList(name: string): Map<string, readonly number[]>;
  /** What a match remembers in numbers, by a key of its own: shared under a name, without one the rule's alone. */
  numbers(match: string, name?: string): Map<string, readonly number[]>;
}

/** One option as written: `! --mark 0x1` is `{ name: "--mark", values: ["0x1"], inverted: true, column: 12 }`. */
export interface WrittenOption {
  readonly name: string;
  /** The words that follow up to the next option: one for most, two for `--match-set` and `--tcp-flags`. */
  readonly values: readonly string[];
  readonly inverted: boolean;
  /** 1-based column of the option's name in its line. */
  readonly column: number;
}

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string; readonly column?: number };

/** One part of a rule against one packet, in the packet's and the rule's own values. A sentence is made elsewhere. */
export interface PartExplanation {
  /** The part as iptables-save prints it: `-d 10.96.20.1/32`, `--dport 443`, `--probability 0.33333333349`. */
  readonly part: string;
  readonly decision: Decision;
  /** What was compared: "destination", "destination port", "mark", "connection state", "in interface", "chance" … */
  readonly field: string;
  /** The packet's value, as netfilter would write it. */
  readonly packetValue: string;
  /** The rule's value, as printed, without the `!`. */
  readonly ruleValue: string;
  readonly inverted: boolean;
}

/**
 * What `-m name` adds to a rule: how to read it, print it, test a packet against it, and explain the test.
 * `explain` must agree with `test` and must not change `context.memory`.
 */
export interface MatchExtension<Spec extends { readonly match: string }> {
  readonly name: Spec["match"];
  /** The only family that has it; absent means both. */
  readonly family?: Family;
  /** The options it takes, with the number of words each wants. */
  readonly options: Readonly<Record<string, number>>;
  /** The options that may be preceded by `!`. */
  readonly inverts: readonly string[];
  /** The options that may stand more than once. */
  readonly repeats?: readonly string[];
  /** The tables in which the kernel takes it; absent means all. */
  readonly tables?: readonly TableName[];
  /** The base chains from which the kernel takes it; absent means all. */
  hooks?(spec: Spec): readonly Hook[] | undefined;
  /** Other spellings of options: `--destination-port` for `--dport`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The protocol that loads this match by its options alone, as `-p tcp --dport 80` loads `tcp`. */
  readonly protocol?: number;
  /**
   * Reads the options that follow `-m name`; `protocol` is the number after `-p`, if any; `family` is that of the text, IPv4
   * unless told.
   */
  parse(
    options: readonly WrittenOption[],
    protocol: number | undefined,
    family?: Family,
  ): Parsed<Spec>;
  /** Prints the options as iptables-save does, without the leading `-m name`; "" when there is nothing to print. */
  print(spec: Spec): string;
  /** The parts that `explain` speaks of, as `PartExplanation.part` has them; absent where `print` is the only one. */
  parts?(spec: Spec): readonly string[];
  /** Whether the packet satisfies `spec` at this point of its walk. */
  test(spec: Spec, packet: Packet, context: MatchContext): Decision;
  /** One entry per option that takes part. */
  explain(spec: Spec, packet: Packet, context: MatchContext): readonly PartExplanation[];
}
