import type { Family, PassedOver, TableName, UnknownRule } from "@/engine";

/** A line as iptables-save writes it, and where it came from. */
export interface ConvertedLine {
  readonly text: string;
  /** 1-based line of the pasted text. */
  readonly line: number;
}

/** What a listing does not show of its rules. */
export interface Loss {
  readonly hides: "interfaces" | "counters" | "names" | "exact counters";
  /** A sentence. */
  readonly what: string;
}

/** The chains and rules of one table, made of another form than iptables-save's. Line numbers are the pasted text's. */
export interface ConvertedRules {
  /** undefined where nothing tells it for certain; then it is told from the rules as for a fragment. */
  readonly table: TableName | undefined;
  readonly family: Family | undefined;
  /** Chain lines and rules, without `*table` and COMMIT. */
  readonly lines: readonly ConvertedLine[];
  readonly lost: readonly Loss[];
  /** Rows that look like rules and of which not all was understood; those that could be placed are among `lines` too. */
  readonly unknown: readonly UnknownRule[];
  readonly passedOver: readonly PassedOver[];
  /** What was taken to be so although the text does not say it, as sentences. */
  readonly assumed: readonly string[];
}

/** Longer lines are no rules: a rule of the kernel has at most 64 KB, in binary form. */
export const LONGEST_RULE = 20_000;
