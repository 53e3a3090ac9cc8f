import type { RulesIndex } from "../rules-index/rulesIndex";
import { BLOCK, blockHeight } from "./blockMetrics";
import { type ChainFamilies, chainFamilies, isServiceChain, rankInFamily } from "./chainFamilies";
import { chainLanes, type MapLane } from "./chainLanes";
import type { Planning } from "./planning";
import { AT_ONCE, type RulePlaces, rulePlaces } from "./rulePlaces";
import { trunkChains } from "./trunkChains";

/** A chain that belongs to the one before, one that begins a family, and one that begins a Service's. */
export const START = { member: 0, family: 1, service: 2 } as const;

/** Chains that are to be placed one below the other, in columns. */
export interface ChainRun {
  readonly chains: Uint32Array;
  /** By place in `chains`: how it begins there, one of `START`. */
  readonly starts: Uint8Array;
  /** By place in `chains`: how high its block is, in units. */
  readonly heights: Float32Array;
  /** Of a block, in units: its longest name has room, unless it is very long. */
  readonly width: number;
  /** Of a block in which the longest name has room in any case. */
  readonly fullWidth: number;
  /** All of it in one column, in units. */
  readonly height: number;
}

/** A lane with what is drawn large in it and what is drawn small. */
export interface PlannedLane extends MapLane {
  /** The base chains and those that lead on from them. */
  readonly trunk: ChainRun;
  /** The many: Services, workloads, and what else there is too much of. Each family in a row, its head first. */
  readonly field: ChainRun;
  /** How many Services stand in the field. */
  readonly services: number;
}

/** Every chain of a node in its lane and its family; it does not depend on the window. */
export interface MapPlan {
  readonly index: RulesIndex;
  readonly places: RulePlaces;
  readonly lanes: readonly PlannedLane[];
  /** By chain: 1 for a base chain. */
  readonly isBase: Uint8Array;
  /** By chain: its Service, as an index into the index's services; -1 for none. */
  readonly serviceOf: Int32Array;
}

/** Plans the whole map of a node's rules, a piece at each step of the generator. Takes time in proportion to the lines. */
export function* planMap(index: RulesIndex): Generator<undefined, MapPlan, undefined> {
  const places = yield* rulePlaces(index);
  const lanes = yield* chainLanes(index, places);
  const families = yield* chainFamilies(index, places, lanes);
  const serviceOf = servicesByChain(index, families);
  const planning: Planning = { index, places, lanes, families, serviceOf };
  const members = membersOf(planning);
  const planned = new Uint8Array(families.sizes.length);
  const result: PlannedLane[] = [];
  let first = 0;
  for (const [number, lane] of lanes.lanes.entries()) {
    let end = first;
    while (end < lanes.order.length && lanes.laneOf[lanes.order[end] ?? 0] === number) end += 1;
    const own = lanes.order.subarray(first, end);
    result.push({ ...lane, ...(yield* planLane(planning, own, { members, planned })) });
    first = end;
  }
  return { index, places, lanes: result, isBase: lanes.isBase, serviceOf };
}

interface Gathered {
  /** Chains of families with several, in order. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  /** By family: 1 when it has its place. */
  readonly planned: Uint8Array;
}

function servicesByChain(index: RulesIndex, { familyOf, sizes }: ChainFamilies): Int32Array {
  const ofFamily = new Int32Array(sizes.length).fill(-1);
  index.services.forEach(({ chain }, service) => {
    if (isServiceChain(index.chains[chain]?.name ?? "")) ofFamily[familyOf[chain] ?? 0] = service;
  });
  return familyOf.map((family) => ofFamily[family] ?? -1);
}

function membersOf({ index, lanes, families }: Planning): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const chain of lanes.order) {
    const family = families.familyOf[chain] ?? 0;
    if ((families.sizes[family] ?? 0) < 2) continue;
    const own = members.get(family);
    if (own === undefined) members.set(family, [chain]);
    else own.push(chain);
  }
  const rank = (chain: number) => rankInFamily(index.chains[chain]?.name ?? "");
  for (const own of members.values()) own.sort((one, other) => rank(one) - rank(other));
  return members;
}

function* planLane(
  planning: Planning,
  chains: Uint32Array,
  { members, planned }: Gathered,
): Generator<undefined, Pick<PlannedLane, "trunk" | "field" | "services">, undefined> {
  const { familyOf } = planning.families;
  const trunk = trunkChains(planning, chains);
  const large = new RunDraft(planning.index);
  const small = new RunDraft(planning.index);
  const isTrunk = new Set(trunk);
  for (const chain of trunk) large.add(chain, START.family);
  let services = 0;
  for (let at = 0; at < chains.length; at += 1) {
    if (at % AT_ONCE === AT_ONCE - 1) yield undefined;
    const chain = chains[at] ?? 0;
    const family = familyOf[chain] ?? 0;
    if (isTrunk.has(chain) || planned[family] === 1) continue;
    planned[family] = 1;
    const hasService = (planning.serviceOf[chain] ?? -1) !== -1;
    if (hasService) services += 1;
    const start = hasService ? START.service : START.family;
    const own = members.get(family) ?? [chain];
    own.forEach((one, place) => {
      small.add(one, place === 0 ? start : START.member);
    });
  }
  return { trunk: large.finish(), field: small.finish(), services };
}

/** The room above a chain, in units. */
export function roomAbove(start: number): number {
  if (start === START.member) return 0;
  return BLOCK.familyGap + (start === START.service ? BLOCK.title : 0);
}

/** Gathers chains that stand one below the other. */
class RunDraft {
  readonly #index: RulesIndex;
  readonly #chains: number[] = [];
  readonly #starts: number[] = [];
  readonly #heights: number[] = [];
  #height = 0;
  #width: number = BLOCK.leastWidth;
  #fullWidth: number = BLOCK.leastWidth;

  constructor(index: RulesIndex) {
    this.#index = index;
  }

  add(chain: number, start: number): void {
    this.#chains.push(chain);
    this.#starts.push(start);
    const { name = "", rules = 0 } = this.#index.chains[chain] ?? {};
    const height = blockHeight(rules);
    const indent = start === START.member ? BLOCK.indent : 0;
    const width = name.length * BLOCK.character + BLOCK.padding + indent;
    this.#width = Math.max(this.#width, Math.min(width, BLOCK.mostWidth));
    this.#fullWidth = Math.max(this.#fullWidth, width);
    this.#heights.push(height);
    this.#height += roomAbove(start) + height + BLOCK.gap;
  }

  finish(): ChainRun {
    return {
      chains: Uint32Array.from(this.#chains),
      starts: Uint8Array.from(this.#starts),
      heights: Float32Array.from(this.#heights),
      width: this.#width,
      fullWidth: this.#fullWidth,
      height: this.#height,
    };
  }
}
