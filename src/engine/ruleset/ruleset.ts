import type { Family } from "../net/family";
import type { Hook, TableName } from "../net/hook";
import type { Counters, Rule } from "./rule";

/**
 * The rules of one node. Behind this interface the text may stay bytes: a rule object is made when somebody asks for it.
 */
export interface Ruleset {
  /** Whose packets meet them: those of iptables IPv4's, those of ip6tables IPv6's. */
  readonly family: Family;
  /** In the order of the text. A table that was never loaded is not there, and has no hooks. */
  readonly tables: readonly Table[];
  table(name: TableName): Table | undefined;
}

export interface Table {
  readonly name: TableName;
  /**
   * Base chains and user chains in the order of the text; then the base chains that it does not show.
   * A chain that rules only jump to is not there.
   */
  readonly chains: readonly Chain[];
  /** How many `chains` there are and how many rules these have; told without making any of them. */
  readonly size: TableSize;
  chain(name: string): Chain | undefined;
  /** Those of `chains` that have a rule, in no order that counts; each is made when it is its turn. */
  filledChains(): Iterable<Chain>;
}

export interface TableSize {
  readonly chains: number;
  readonly rules: number;
}

export interface Chain {
  readonly name: string;
  /** The hook of a base chain; undefined for a user chain. */
  readonly hook: Hook | undefined;
  /** Only a base chain has one; undefined too where a fragment does not show it. */
  readonly policy: "ACCEPT" | "DROP" | undefined;
  readonly counters: Counters | undefined;
  /** How many rules it has. */
  readonly length: number;
  /** 1-based line of its `:NAME` line; 0 when it has none: a fragment, or a base chain that the text does not show. */
  readonly line: number;
  /** Whether the text declares it (`:NAME` or `-N`). A fragment may use chains that it does not declare. */
  readonly isDeclared: boolean;
  /** Rules that somebody took out of force, in their order; absent for none. The kernel knows of none. */
  readonly disabled?: readonly DisabledRule[];
  /** How somebody changed the rule with this number; absent where nobody changed any. */
  readonly changeOf?: (number: number) => "edited" | "moved" | "new" | undefined;
  /** The rule with this number, counted from 1 as the kernel does. Throws when there is none. */
  rule(number: number): Rule;
}

/** A rule that no packet meets, kept in its place. */
export interface DisabledRule {
  /** The number it keeps whatever is edited; below 0 for one that was inserted. */
  readonly kept: number;
  /** The number of the rule in force that follows it; the chain's length + 1 at the end. */
  readonly before: number;
  readonly rule: Rule;
}
