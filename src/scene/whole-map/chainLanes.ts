import { HOOKS, HOOKS_OF_TABLE, type Hook, TABLES_OF_HOOK, type TableName } from "@/engine";
import type { RulesIndex } from "../rules-index/rulesIndex";
import { AT_ONCE, type RulePlaces, rulesOf } from "./rulePlaces";

/** A hook's table with its chains; tables that have not even a rule there stand in the same lane as the next one. */
export interface MapLane {
  /** Undefined for chains that no base chain leads to. */
  readonly hook: Hook | undefined;
  readonly tables: readonly TableName[];
}

/** Where each chain of a node belongs: once, in the first lane whose base chain leads to it. */
export interface ChainLanes {
  /** In the order in which packets meet hooks and tables; last, where there are any, the chains that nobody reaches. */
  readonly lanes: readonly MapLane[];
  /** By chain: an index into `lanes`. */
  readonly laneOf: Int32Array;
  /** All chains: lane by lane, from the base chain on, nearer chains first, else in the order of the rules. */
  readonly order: Uint32Array;
  /** By chain: 1 for a base chain. */
  readonly isBase: Uint8Array;
}

/** Follows the jumps from every base chain, a piece at each step of the generator. */
export function* chainLanes(
  index: RulesIndex,
  places: RulePlaces,
): Generator<undefined, ChainLanes, undefined> {
  const count = index.chains.length;
  const bases = baseChains(index);
  const laneOf = new Int32Array(count).fill(-1);
  const isBase = new Uint8Array(count);
  for (const chain of bases.values()) isBase[chain] = 1;
  const walk: Walk = { index, places, laneOf, order: new Uint32Array(count), taken: 0 };
  const lanes: MapLane[] = [];
  for (const hook of HOOKS)
    for (const tables of tableGroups(index, hook, bases)) {
      const roots = tables.flatMap((table) => bases.get(baseName(table, hook)) ?? []);
      yield* reach(walk, roots, lanes.length);
      lanes.push({ hook, tables });
    }
  const others = yield* takeOthers(walk, lanes.length);
  if (others.length > 0) lanes.push({ hook: undefined, tables: others });
  return { lanes, laneOf, order: walk.order, isBase };
}

interface Walk {
  readonly index: RulesIndex;
  readonly places: RulePlaces;
  readonly laneOf: Int32Array;
  readonly order: Uint32Array;
  taken: number;
}

function baseName(table: TableName, hook: Hook): string {
  return `${table} ${hook}`;
}

function baseChains({ chains }: RulesIndex): ReadonlyMap<string, number> {
  const bases = new Map<string, number>();
  chains.forEach(({ table, name }, chain) => {
    const hook = HOOKS_OF_TABLE[table].find((one) => one === name);
    if (hook !== undefined) bases.set(baseName(table, hook), chain);
  });
  return bases;
}

/** Bare tables lie on top of the next one; behind the last that has rules they lie below it. */
function tableGroups(
  index: RulesIndex,
  hook: Hook,
  bases: ReadonlyMap<string, number>,
): readonly (readonly TableName[])[] {
  const groups: TableName[][] = [];
  let bare: TableName[] = [];
  for (const table of TABLES_OF_HOOK[hook]) {
    const base = bases.get(baseName(table, hook));
    if (base === undefined) continue;
    if ((index.chains[base]?.rules ?? 0) === 0) {
      bare.push(table);
      continue;
    }
    groups.push([...bare, table]);
    bare = [];
  }
  const last = groups.at(-1);
  if (last !== undefined) last.push(...bare);
  else if (bare.length > 0) groups.push(bare);
  return groups;
}

/** Breadth first, so that a chain stands near those that lead to it. */
function* reach(
  walk: Walk,
  roots: readonly number[],
  lane: number,
): Generator<undefined, void, undefined> {
  const { index, places, order } = walk;
  let at = walk.taken;
  for (const root of roots) take(walk, root, lane);
  for (; at < walk.taken; at += 1) {
    if (at % AT_ONCE === AT_ONCE - 1) yield undefined;
    for (const line of rulesOf(places, order[at] ?? 0))
      take(walk, index.targetOfLine[line] ?? -1, lane);
  }
}

function take(walk: Walk, chain: number, lane: number): void {
  if (chain < 0 || walk.laneOf[chain] !== -1) return;
  walk.laneOf[chain] = lane;
  walk.order[walk.taken] = chain;
  walk.taken += 1;
}

/** Chains that no base chain leads to: those that nobody leads to begin, then whatever goes round in a ring. */
function* takeOthers(
  walk: Walk,
  lane: number,
): Generator<undefined, readonly TableName[], undefined> {
  const first = walk.taken;
  const { chains } = walk.index;
  for (const isRing of [false, true])
    for (let chain = 0; chain < chains.length; chain += 1) {
      if (walk.laneOf[chain] !== -1) continue;
      if (isRing || chains[chain]?.references === 0) yield* reach(walk, [chain], lane);
    }
  const tables = new Set<TableName>();
  for (const chain of walk.order.subarray(first)) {
    const table = chains[chain]?.table;
    if (table !== undefined) tables.add(table);
  }
  return [...tables];
}
