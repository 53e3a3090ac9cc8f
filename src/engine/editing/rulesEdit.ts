import type { TableName } from "../net/hook";

/** A rule that does not stand as it was loaded. There is at most one of these for a rule. */
export interface RuleEdit {
  readonly kind: "rule";
  readonly table: TableName;
  readonly chain: string;
  /** The number it was loaded under, from 1, which it keeps; of an inserted rule a number below 0 that is its own in its chain. */
  readonly rule: number;
  /** Its text instead, as iptables-save prints it, from `-A` on; absent where it reads as it was loaded. */
  readonly text?: string | undefined;
  /** Whether no packet meets it. It keeps its place. */
  readonly isDisabled?: boolean | undefined;
  /**
   * The loaded number of the rule behind whose place it stands, 0 for the head of the chain; absent where it stands where it
   * was loaded. Those behind the same rule stand in the order of the edits.
   */
  readonly behind?: number | undefined;
}

/** A base chain with another policy than it was loaded with. */
export interface PolicyEdit {
  readonly kind: "policy";
  readonly table: TableName;
  readonly chain: string;
  readonly policy: "ACCEPT" | "DROP";
}

/** What is otherwise than a ruleset was loaded. Leaving one out puts that one thing back, whatever else was edited. */
export type RulesEdit = RuleEdit | PolicyEdit;

/** A chain by name. */
export type ChainPlace = Pick<RuleEdit, "table" | "chain">;

/** A rule by the number it keeps. */
export type KeptRule = Pick<RuleEdit, "table" | "chain" | "rule">;

/** The edits of the rules of one chain, in their order. */
export function ruleEditsOf(
  edits: readonly RulesEdit[],
  { table, chain }: ChainPlace,
): readonly RuleEdit[] {
  return edits.filter(
    (edit): edit is RuleEdit =>
      edit.kind === "rule" && edit.table === table && edit.chain === chain,
  );
}
