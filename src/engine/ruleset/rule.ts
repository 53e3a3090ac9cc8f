import type { Match } from "../matches";
import type { Missing } from "../net/decision";
import type { MaskedAddress } from "../net/prefix";
import type { Target } from "../targets";

export interface AddressTest extends MaskedAddress {
  readonly inverted: boolean;
}

export interface InterfaceTest {
  /** Without the trailing `+`. */
  readonly name: string;
  /** Whether any interface that begins with `name` satisfies it (`veth+`). */
  readonly isPrefix: boolean;
  readonly inverted: boolean;
}

export interface ProtocolTest {
  /** IP protocol number, 1 to 255. */
  readonly number: number;
  readonly inverted: boolean;
}

/** `-j CHAIN` and `-g CHAIN`. */
export interface Jump {
  readonly target: "jump" | "goto";
  readonly chain: string;
}

/** A part of a rule that was not understood: kept to the letter, printed back unchanged. */
export interface UnknownPart {
  readonly missing: Missing;
  /** 1-based column of the offending word in the line. */
  readonly column: number;
  /** The offending word. */
  readonly text: string;
  /** A sentence without the position: what it is, and what would be right. */
  readonly why: string;
}

export interface Counters {
  readonly packets: number;
  readonly bytes: number;
}

/** One rule, read. A field that is undefined was not written. */
export interface Rule {
  readonly source: AddressTest | undefined;
  readonly destination: AddressTest | undefined;
  readonly inInterface: InterfaceTest | undefined;
  readonly outInterface: InterfaceTest | undefined;
  readonly protocol: ProtocolTest | undefined;
  /** `-f`: true for `-f`, false for `! -f`. */
  readonly fragment: boolean | undefined;
  /** In the order written. */
  readonly matches: readonly Match[];
  /** undefined when the rule has no target: it counts and goes on. */
  readonly target: Target | Jump | undefined;
  readonly counters: Counters | undefined;
  /** Set when something in the rule is not known: then matching it is undecided, and printing gives `text`. */
  readonly unknown: UnknownPart | undefined;
  /** The rule as it was written, from `-A` to the end of the line, without counters. */
  readonly text: string;
  /** 1-based line in the text it came from; 0 when it came from none. */
  readonly line: number;
}
