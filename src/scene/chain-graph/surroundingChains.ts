import { type Chain, HOOKS_OF_TABLE, type Hook, type Table, type TableName } from "@/engine";
import type { RulesIndex } from "../rules-index/rulesIndex";
import type { ChosenChain } from "./chosenChains";
import { plannedRows } from "./plannedRow";

/** The place that was found: a rule, or with number 0 a chain. */
export interface FoundPlace {
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}

/** So many chains are drawn above a found one, one level up; further up it is one way to a base chain. */
const MOST_CALLERS = 4;
/** How far up the way to a base chain is followed, and how far down what the chain leads to. */
const MOST_LEVELS_UP = 6;
const LEVELS_DOWN = 2;
const MOST_CALLEES = 8;
/** Of a chain that calls many times, these many of its calls are shown. */
const MOST_CALLS = 2;

export interface Surroundings {
  /** The found chain, those that lead to it and those it leads to, callers first. */
  readonly chosen: readonly ChosenChain[];
  /** How many chains have a rule that leads to the found one. */
  readonly callers: number;
}

export interface SurroundingsInput {
  readonly index: RulesIndex;
  readonly table: Table;
  readonly found: FoundPlace;
  /** Ids of gap rows that were opened. */
  readonly opened: ReadonlySet<string>;
}

/** The chains around a found one, whoever walks there: a bounded number, whatever the size of the rules. */
export function surroundingChains(input: SurroundingsInput): Surroundings {
  const { index, table, found } = input;
  const own = index.chains.findIndex(
    ({ table: of, name }) => of === found.table && name === found.chain,
  );
  const matter = new Map<string, Set<number>>();
  note(matter, found.chain, found.ruleNumber);
  const direct = callersOf(index, own);
  const up = [...direct.keys()].slice(0, MOST_CALLERS);
  for (const caller of up) noteCalls(matter, index, caller, direct);
  noteWayUp(matter, index, up[0]);
  const draw = (name: string) => chosenChain(input, name, matter.get(name) ?? new Set());
  const above = [...matter.keys()].filter((name) => name !== found.chain).reverse();
  const drawn = [...above, found.chain].flatMap((name) => draw(name) ?? []);
  const last = drawn.at(-1);
  const below = last === undefined ? [] : leadsTo(table, last, new Set(matter.keys()), draw);
  return { chosen: [...drawn, ...below], callers: direct.size };
}

/** The numbers of the rules that lead to a chain, by the chain they stand in. */
function callersOf(index: RulesIndex, chain: number): ReadonlyMap<number, number[]> {
  const calls = new Map<number, number[]>();
  if (chain === -1) return calls;
  for (
    let line = index.targetOfLine.indexOf(chain);
    line !== -1;
    line = index.targetOfLine.indexOf(chain, line + 1)
  ) {
    const caller = index.chainOfLine[line] ?? -1;
    const own = calls.get(caller);
    const ruleNumber = index.numberOfLine[line] ?? 0;
    if (own === undefined) calls.set(caller, [ruleNumber]);
    else if (own.length < MOST_CALLS) own.push(ruleNumber);
  }
  return calls;
}

type Matter = Map<string, Set<number>>;

function note(matter: Matter, chain: string, ruleNumber: number): void {
  const own = matter.get(chain);
  if (own === undefined) matter.set(chain, new Set([ruleNumber]));
  else own.add(ruleNumber);
}

function noteCalls(
  matter: Matter,
  index: RulesIndex,
  caller: number,
  calls: ReadonlyMap<number, readonly number[]>,
): void {
  const name = index.chains[caller]?.name;
  if (name === undefined) return;
  for (const ruleNumber of calls.get(caller) ?? []) note(matter, name, ruleNumber);
}

/** From the first caller to a base chain, by the first call each time. */
function noteWayUp(matter: Matter, index: RulesIndex, from: number | undefined): void {
  let at = from;
  for (let level = 0; level < MOST_LEVELS_UP && at !== undefined; level += 1) {
    const calls = callersOf(index, at);
    const next = [...calls.keys()].find((caller) => !matter.has(index.chains[caller]?.name ?? ""));
    if (next !== undefined) noteCalls(matter, index, next, calls);
    at = next;
  }
}

/** What the shown rules of a chain lead to, and those in turn. */
function leadsTo(
  table: Table,
  from: ChosenChain,
  known: Set<string>,
  draw: (name: string) => ChosenChain | undefined,
): readonly ChosenChain[] {
  const all: ChosenChain[] = [];
  let level: readonly ChosenChain[] = [from];
  for (let depth = 0; depth < LEVELS_DOWN; depth += 1) {
    const next: ChosenChain[] = [];
    for (const name of level.flatMap(targetsOf)) {
      const isWanted = !known.has(name) && table.chain(name) !== undefined;
      if (!isWanted || all.length + next.length >= MOST_CALLEES) continue;
      known.add(name);
      next.push(...[draw(name) ?? []].flat());
    }
    all.push(...next);
    level = next;
  }
  return all;
}

function targetsOf({ chain, rows }: ChosenChain): readonly string[] {
  return rows.flatMap((row) => {
    const target = row.kind === "rule" ? chain?.rule(row.ruleNumber).target : undefined;
    return target !== undefined && "chain" in target ? [target.chain] : [];
  });
}

function chosenChain(
  { table, opened }: SurroundingsInput,
  name: string,
  matter: ReadonlySet<number>,
): ChosenChain | undefined {
  const chain = table.chain(name);
  if (chain === undefined) return undefined;
  const hook = hookOf(table, chain);
  const id = `${hook}/${table.name}/${name}`;
  const rows = plannedRows({ boxId: id, length: chain.length, matter, opened, end: undefined });
  return { id, hook, table: table.name, name, chain, group: undefined, hops: [], rows };
}

/** A base chain has its own; where a user chain is met depends on who calls it, so it is given the table's first. */
function hookOf(table: Table, chain: Chain): Hook {
  const hook = chain.hook ?? HOOKS_OF_TABLE[table.name][0];
  if (hook === undefined) throw new Error(`the table ${table.name} has no hook`);
  return hook;
}
