import { BLOCK } from "./blockMetrics";
import { type ChainRun, type MapPlan, type PlannedLane, START } from "./mapPlan";
import {
  columnWidth,
  FIELD_GAP_PX,
  FIELD_TITLE_PX,
  LANE_GAP_PX,
  type MapSize,
  mapScales,
} from "./mapScales";
import { roomBefore, runColumns } from "./runColumns";
import {
  type MapBlocks,
  type MapColumn,
  type MapTitle,
  type PlacedLane,
  ROLE,
  type WholeMap,
} from "./wholeMap";

/**
 * Gives every chain its place: lanes from left to right in the order in which packets meet them, in each lane the large
 * chains, then the many in columns. Takes time in proportion to the number of chains.
 */
export function layOutMap(plan: MapPlan, size: MapSize): WholeMap {
  const scales = mapScales(plan.lanes, size);
  const laying: Laying = {
    plan,
    blocks: emptyBlocks(plan.index.chains.length),
    columns: [],
    titles: [],
    role: new Uint8Array(plan.index.chains.length),
    placed: 0,
  };
  let x = LANE_GAP_PX;
  const lanes = plan.lanes.map((lane) => {
    const left = x;
    const { trunk, field } = lane;
    x = flow(laying, trunk, {
      x,
      y: 0,
      heightPx: size.heightPx,
      scale: scales.trunk,
      isTrunk: true,
    });
    if (field.chains.length > 0 && trunk.chains.length > 0) x += FIELD_GAP_PX;
    const fieldX = x;
    const heightPx = size.heightPx - FIELD_TITLE_PX;
    x = flow(laying, field, {
      x,
      y: FIELD_TITLE_PX,
      heightPx,
      scale: scales.field,
      isTrunk: false,
    });
    const right = x;
    x += LANE_GAP_PX;
    return placedLane(lane, { left, fieldX, right, heightPx: size.heightPx });
  });
  return {
    plan,
    widthPx: x,
    heightPx: size.heightPx,
    blocks: laying.blocks,
    role: laying.role,
    blockOf: blockOfChain(laying.blocks),
    columns: laying.columns,
    lanes,
    titles: laying.titles,
  };
}

interface Laying {
  readonly plan: MapPlan;
  readonly blocks: MapBlocks;
  readonly columns: MapColumn[];
  readonly titles: MapTitle[];
  readonly role: Uint8Array;
  placed: number;
}

function emptyBlocks(count: number): MapBlocks {
  return {
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    width: new Float32Array(count),
    height: new Float32Array(count),
    scale: new Float32Array(count),
    chain: new Uint32Array(count),
  };
}

/** Where a run of chains begins, and how high its columns may be. */
interface Ground {
  readonly x: number;
  readonly y: number;
  readonly heightPx: number;
  /** Px per unit. */
  readonly scale: number;
  readonly isTrunk: boolean;
}

/** Fills columns with chains; gives where the next thing to the right may begin. */
function flow(laying: Laying, run: ChainRun, ground: Ground): number {
  const bottom = ground.heightPx / ground.scale;
  const begins = runColumns(run, bottom);
  begins.forEach((begin, number) => {
    const first = laying.placed;
    const x = ground.x + number * columnWidth(run, ground.scale);
    let y = 0;
    for (let at = begin; at < (begins[number + 1] ?? run.chains.length); at += 1) {
      const height = run.heights[at] ?? 0;
      y += roomBefore(run, at, y === 0);
      placeBlock(
        laying,
        { ...ground, x, y: ground.y + y * ground.scale },
        {
          width: run.width,
          chain: run.chains[at] ?? 0,
          start: run.starts[at] ?? START.family,
          height: Math.min(height, bottom - y),
        },
      );
      y += height + BLOCK.gap;
    }
    const count = laying.placed - first;
    laying.columns.push({ x, width: run.width * ground.scale, first, count });
  });
  return ground.x + begins.length * columnWidth(run, ground.scale);
}

interface PlacedChain {
  /** Of its column, in units. */
  readonly width: number;
  readonly chain: number;
  readonly start: number;
  /** In units. */
  readonly height: number;
}

function placeBlock(
  laying: Laying,
  { x, y, scale, isTrunk }: Ground,
  { chain, start, width, height }: PlacedChain,
): void {
  const { blocks, titles, plan } = laying;
  const at = laying.placed;
  const indent = start === START.member ? BLOCK.indent * scale : 0;
  blocks.x[at] = x + indent;
  blocks.y[at] = y;
  blocks.width[at] = width * scale - indent;
  blocks.height[at] = Math.max(0, height) * scale;
  blocks.scale[at] = scale;
  blocks.chain[at] = chain;
  laying.role[at] = roleOf(start, isTrunk);
  laying.placed += 1;
  if (start !== START.service) return;
  const room = BLOCK.title * scale;
  titles.push({
    x,
    y: y - room,
    width: width * scale,
    height: room,
    scale,
    service: plan.serviceOf[chain] ?? -1,
  });
}

function roleOf(start: number, isTrunk: boolean): number {
  if (isTrunk) return ROLE.trunk;
  return start === START.member ? ROLE.member : ROLE.head;
}

interface LaneEdges {
  readonly left: number;
  readonly fieldX: number;
  readonly right: number;
  readonly heightPx: number;
}

function placedLane(lane: PlannedLane, { left, fieldX, right, heightPx }: LaneEdges): PlacedLane {
  const { hook, tables, field, services } = lane;
  const area = { x: fieldX, y: 0, width: right - fieldX, height: heightPx };
  return {
    id: `${hook ?? "unreached"}/${tables.join("+")}`,
    hook,
    tables,
    x: left,
    y: 0,
    width: right - left,
    height: heightPx,
    field:
      field.chains.length === 0 ? undefined : { ...area, chains: field.chains.length, services },
  };
}

function blockOfChain({ chain }: MapBlocks): Uint32Array {
  const blockOf = new Uint32Array(chain.length);
  chain.forEach((one, block) => {
    blockOf[one] = block;
  });
  return blockOf;
}
