import { BLOCK } from "./blockMetrics";
import { type ChainRun, type MapPlan, START } from "./mapPlan";
import { blockWidth, columnWidth, type RunScale } from "./mapScales";
import { roomBefore, runColumns } from "./runColumns";
import { type MapBlocks, type MapColumn, type MapTitle, ROLE, type WholeMap } from "./wholeMap";

/** A map while its blocks are being placed. */
export interface Laying {
  readonly plan: MapPlan;
  readonly blocks: MapBlocks;
  readonly columns: MapColumn[];
  readonly titles: MapTitle[];
  readonly role: Uint8Array;
  placed: number;
}

/** A map of a plan without any block yet. */
export function emptyMap(plan: MapPlan): Laying {
  const count = plan.index.chains.length;
  return {
    plan,
    blocks: emptyBlocks(count),
    columns: [],
    titles: [],
    role: new Uint8Array(count),
    placed: 0,
  };
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
export interface Ground {
  readonly x: number;
  readonly y: number;
  readonly heightPx: number;
  readonly scale: RunScale;
  readonly isTrunk: boolean;
}

/** Fills columns with chains; gives where the next thing to the right may begin. */
export function placeRun(laying: Laying, run: ChainRun, ground: Ground): { readonly endX: number } {
  const bottom = ground.heightPx / ground.scale.down;
  const begins = runColumns(run, bottom);
  begins.forEach((begin, number) => {
    const first = laying.placed;
    const x = ground.x + number * columnWidth(run, ground.scale.across);
    let y = 0;
    for (let at = begin; at < (begins[number + 1] ?? run.chains.length); at += 1) {
      const height = run.heights[at] ?? 0;
      y += roomBefore(run, at, y === 0);
      placeBlock(
        laying,
        { ...ground, x, y: ground.y + y * ground.scale.down },
        {
          widthPx: blockWidth(run, ground.scale.across),
          chain: run.chains[at] ?? 0,
          start: run.starts[at] ?? START.family,
          height: Math.min(height, bottom - y),
        },
      );
      y += height + BLOCK.gap;
    }
    const count = laying.placed - first;
    laying.columns.push({ x, width: blockWidth(run, ground.scale.across), first, count });
  });
  return { endX: ground.x + begins.length * columnWidth(run, ground.scale.across) };
}

interface PlacedChain {
  /** Of its column. */
  readonly widthPx: number;
  readonly chain: number;
  readonly start: number;
  /** In units. */
  readonly height: number;
}

function placeBlock(
  laying: Laying,
  { x, y, scale, isTrunk }: Ground,
  { chain, start, widthPx, height }: PlacedChain,
): void {
  const { blocks, titles, plan } = laying;
  const at = laying.placed;
  const indent = start === START.member ? BLOCK.indent * scale.across : 0;
  blocks.x[at] = x + indent;
  blocks.y[at] = y;
  blocks.width[at] = widthPx - indent;
  blocks.height[at] = Math.max(0, height) * scale.down;
  blocks.scale[at] = scale.down;
  blocks.chain[at] = chain;
  laying.role[at] = roleOf(start, isTrunk);
  laying.placed += 1;
  if (start !== START.service) return;
  const room = BLOCK.title * scale.down;
  titles.push({
    x,
    y: y - room,
    width: widthPx,
    height: room,
    scale: scale.down,
    service: plan.serviceOf[chain] ?? -1,
  });
}

function roleOf(start: number, isTrunk: boolean): number {
  if (isTrunk) return ROLE.trunk;
  return start === START.member ? ROLE.member : ROLE.head;
}

/** The map with every block placed. */
export function finishMap(
  { plan, blocks, columns, titles, role }: Laying,
  ground: Pick<WholeMap, "lanes" | "widthPx" | "heightPx" | "isStacked">,
): WholeMap {
  return { ...ground, plan, blocks, columns, titles, role, blockOf: blockOfChain(blocks) };
}

function blockOfChain({ chain }: MapBlocks): Uint32Array {
  const blockOf = new Uint32Array(chain.length);
  chain.forEach((one, block) => {
    blockOf[one] = block;
  });
  return blockOf;
}
