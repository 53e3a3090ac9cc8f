import type { Family } from "../net/family";
import type { TableName } from "../net/hook";
import { parseRule } from "./parseRule";
import type { Counters, Rule } from "./rule";
import type { RuleOffsets } from "./ruleOffsets";

/** A rule of an index: its number there, and what its table is. */
export interface IndexedRule {
  readonly id: number;
  readonly table: TableName;
  readonly family: Family;
  readonly hasChain: (name: string) => boolean;
  readonly isFragment: boolean;
  /** The text between two byte offsets. */
  readonly textBetween: (start: number, end: number) => string;
}

/** The rules of the line with several that was read last: whoever wants one of them mostly wants the next. */
const LAST_LINE = new WeakMap<RuleOffsets, { start: number; rules: readonly Rule[] }>();

/** Reads the rule with that number from the text. */
export function readIndexedRule(rules: RuleOffsets, wanted: IndexedRule): Rule {
  const { id, table, family, hasChain, isFragment, textBetween } = wanted;
  const start = rules.starts[id] ?? 0;
  const variant = rules.variants.get(id);
  const last = variant === undefined ? undefined : LAST_LINE.get(rules);
  const known = last?.start === start ? last.rules[variant ?? 0] : undefined;
  if (known !== undefined) return known;
  const head = rules.heads[id] ?? 0;
  const text = textBetween(start, rules.ends[id] ?? 0);
  const before = head === start ? "" : textBetween(start, head);
  const read = parseRule({
    text,
    offset: before.length,
    line: rules.lines[id] ?? 0,
    table,
    family,
    counters: before === "" ? undefined : readCounters(before),
    hasChain,
    isFragment,
  });
  if (variant !== undefined) LAST_LINE.set(rules, { start, rules: read });
  const rule = read[variant ?? 0] ?? read[0];
  if (rule === undefined) throw new Error(`line ${rules.lines[id]} holds no rule`);
  return rule;
}

function readCounters(before: string): Counters | undefined {
  const [, packets, bytes] = /\[(\d+):(\d+)\]\s*$/.exec(before) ?? [];
  return packets === undefined ? undefined : { packets: Number(packets), bytes: Number(bytes) };
}
