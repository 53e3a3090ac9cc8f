import type { Family, TableName } from "@/engine";

/** A rule of one of the two dumps. */
export interface ComparedRule {
  /** Counted from 1 in its chain. */
  readonly number: number;
  /** As iptables-save prints it, from `-A` on, without counters. */
  readonly text: string;
}

/** What became of one rule. A rule that is the same in the same place is none. */
export type RuleDifference =
  | { readonly kind: "added"; readonly before: undefined; readonly now: ComparedRule }
  | { readonly kind: "removed"; readonly before: ComparedRule; readonly now: undefined }
  /** The same rule before or behind others than it was. */
  | { readonly kind: "moved"; readonly before: ComparedRule; readonly now: ComparedRule }
  /** A rule that takes another's place and has most in common with it. */
  | { readonly kind: "changed"; readonly before: ComparedRule; readonly now: ComparedRule };

export type RuleDifferenceKind = RuleDifference["kind"];

type Policy = "ACCEPT" | "DROP";

/** A chain that is not the same in both dumps. */
export interface ChainDifference {
  readonly family: Family;
  readonly table: TableName;
  readonly chain: string;
  /** Whether only one of the dumps has the chain. */
  readonly kind: "added" | "removed" | "changed";
  /** The policies, where both dumps show them and they differ. */
  readonly policy: { readonly before: Policy; readonly now: Policy } | undefined;
  /** In the order of the rules now; what was removed stands where it was. */
  readonly rules: readonly RuleDifference[];
  /** How many of its rules are the same. */
  readonly same: number;
  /** The Services whose rules differ here, by the comments: `default/web:http`. */
  readonly services: readonly string[];
}
