import { type Counters, HOOKS_OF_TABLE, type Ruleset, TABLES, type TableName } from "@/engine";
import { ChainDrafts } from "./chainDraft";
import { type RuleLine, readRuleLine } from "./ruleLine";
import type { RulesIndex } from "./rulesIndex";
import { ServiceDrafts } from "./serviceDraft";
import { lineAt, type TextLines, textLinesInSteps } from "./textLines";

/** So many lines are read between two pauses. */
const LINES_AT_ONCE = 500;

/**
 * Indexes rules in iptables-save's form, a piece at each step of the generator, so that the page can answer in between.
 * `ruleset` is the same text read: it tells chains from targets, and where the chains of a fragment without `*table`
 * lines belong. Lines that are no rules are passed over; a rule whose table nobody knows is left out.
 */
export function* indexRules(
  text: string,
  ruleset: Ruleset,
): Generator<undefined, RulesIndex, undefined> {
  const reading = startReading(yield* textLinesInSteps(text), ruleset);
  for (let line = 0; line < reading.lines.count; line += 1) {
    readLine(reading, line);
    if (line % LINES_AT_ONCE === LINES_AT_ONCE - 1) yield undefined;
  }
  return yield* finish(reading);
}

interface Reading {
  readonly lines: TextLines;
  readonly ruleset: Ruleset;
  readonly chains: ChainDrafts;
  readonly services: ServiceDrafts;
  readonly chainOfLine: Int32Array;
  readonly numberOfLine: Uint32Array;
  readonly targetOfLine: Int32Array;
  table: TableName | undefined;
  hasCounters: boolean;
}

function startReading(lines: TextLines, ruleset: Ruleset): Reading {
  return {
    lines,
    ruleset,
    chains: new ChainDrafts(),
    services: new ServiceDrafts(),
    chainOfLine: new Int32Array(lines.count).fill(-1),
    numberOfLine: new Uint32Array(lines.count),
    targetOfLine: new Int32Array(lines.count).fill(-1),
    table: undefined,
    hasCounters: false,
  };
}

const DECLARATION = /^:(\S+)\s+\S+(?:\s+\[(\d+):(\d+)\])?/;

function readLine(reading: Reading, line: number): void {
  const text = lineAt(reading.lines, line).trim();
  if (text.startsWith("*")) {
    reading.table = TABLES.find((name) => name === text.slice(1).trim());
    return;
  }
  const [, declared, packets, bytes] = text.startsWith(":") ? (DECLARATION.exec(text) ?? []) : [];
  if (declared !== undefined) {
    const table = reading.table ?? tableOf(reading, declared);
    if (table === undefined) return;
    const counters =
      packets === undefined ? undefined : { packets: Number(packets), bytes: Number(bytes) };
    reading.chains.declare(reading.chains.number(table, declared), line, counters);
    return;
  }
  const rule = readRuleLine(text);
  if (rule !== undefined) readRule(reading, line, text, rule);
}

function readRule(reading: Reading, line: number, text: string, rule: RuleLine): void {
  const table = reading.table ?? tableOf(reading, rule.chain);
  if (table === undefined) return;
  const { chains, ruleset } = reading;
  const chainNumber = chains.number(table, rule.chain);
  reading.chainOfLine[line] = chainNumber;
  reading.numberOfLine[line] = chains.append(chainNumber, line);
  const { target, packets, bytes = 0 } = rule;
  const counters: Counters | undefined = packets === undefined ? undefined : { packets, bytes };
  if (counters !== undefined) reading.hasCounters = true;
  const leads = target !== undefined && ruleset.table(table)?.chain(target) !== undefined;
  const targetNumber = leads ? chains.number(table, target) : undefined;
  if (targetNumber !== undefined) {
    reading.targetOfLine[line] = targetNumber;
    chains.refer(targetNumber, counters);
  }
  reading.services.note({ text, line, chain: rule.chain, chainNumber, target, targetNumber });
}

function tableOf({ ruleset }: Reading, chain: string): TableName | undefined {
  return ruleset.tables.find((table) => table.chain(chain) !== undefined)?.name;
}

function* finish(reading: Reading): Generator<undefined, RulesIndex, undefined> {
  const { lines, chainOfLine, numberOfLine, targetOfLine, hasCounters } = reading;
  const isBase = ({ table, name }: { readonly table: TableName; readonly name: string }) =>
    HOOKS_OF_TABLE[table].some((hook) => hook === name);
  return {
    lines,
    chains: yield* reading.chains.finish(hasCounters, isBase),
    services: yield* reading.services.finish(),
    chainOfLine,
    numberOfLine,
    targetOfLine,
    hasCounters,
  };
}
