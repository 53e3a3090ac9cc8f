import { isSameFamilyTone } from "./blockTones";
import type { MapBlocks, MapColumn } from "./wholeMap";

/** Blocks, or several of a column drawn as one where they are too small to be told apart. */
export interface MergedBlocks {
  readonly columns: readonly MapColumn[];
  readonly blocks: MapBlocks;
  /** By block: how it is coloured. Blocks that are coloured alike are merged, others are not. */
  readonly tone: Uint8Array;
}

export interface Merging {
  readonly columns: readonly MapColumn[];
  readonly blocks: MapBlocks;
  /** By block; 255 leaves it out. */
  readonly tone: Uint8Array;
  /** So many at most become one. */
  readonly most: number;
  /** Whether a chain is merged with those that belong to it, where even families are too small to be told apart. */
  readonly mergesFamilies: boolean;
}

/** Left out of what is drawn. */
export const NO_TONE = 255;

/** Merges neighbours that look alike. `chain` of a merged block is its first. */
export function mergeBlocks(merging: Merging): MergedBlocks {
  const { columns, blocks } = merging;
  const draft = draftOf(blocks.count);
  const merged: MapColumn[] = [];
  for (const column of columns) {
    const first = draft.count;
    mergeColumn(draft, column, merging);
    if (draft.count > first) merged.push({ ...column, first, count: draft.count - first });
  }
  return { columns: merged, blocks: cut(draft), tone: draft.tone.slice(0, draft.count) };
}

function mergeColumn(draft: Draft, column: MapColumn, merging: Merging): void {
  const { blocks, tone, most } = merging;
  let run = 0;
  for (let at = column.first; at < column.first + column.count; at += 1) {
    if (tone[at] === NO_TONE) {
      run = 0;
      continue;
    }
    const isSame = run > 0 && run < most && isAlike(draft, merging, at);
    run = isSame ? run + 1 : 1;
    if (isSame) extend(draft, blocks, at);
    else append(draft, blocks, tone[at] ?? 0, at);
  }
}

type Draft = { -readonly [Key in keyof MapBlocks]: MapBlocks[Key] } & { readonly tone: Uint8Array };

function draftOf(count: number): Draft {
  return {
    count: 0,
    x: new Float32Array(count),
    y: new Float32Array(count),
    width: new Float32Array(count),
    height: new Float32Array(count),
    scale: new Float32Array(count),
    chain: new Uint32Array(count),
    tone: new Uint8Array(count),
  };
}

function isAlike(draft: Draft, { blocks, tone, mergesFamilies }: Merging, at: number): boolean {
  const last = draft.count - 1;
  if (mergesFamilies) return isSameFamilyTone(draft.tone[last] ?? 0, tone[at] ?? 0);
  return draft.tone[last] === tone[at] && draft.x[last] === blocks.x[at];
}

function extend(draft: Draft, blocks: MapBlocks, at: number): void {
  const last = draft.count - 1;
  draft.height[last] = (blocks.y[at] ?? 0) + (blocks.height[at] ?? 0) - (draft.y[last] ?? 0);
}

function append(draft: Draft, blocks: MapBlocks, tone: number, at: number): void {
  const next = draft.count;
  draft.x[next] = blocks.x[at] ?? 0;
  draft.y[next] = blocks.y[at] ?? 0;
  draft.width[next] = blocks.width[at] ?? 0;
  draft.height[next] = blocks.height[at] ?? 0;
  draft.scale[next] = blocks.scale[at] ?? 0;
  draft.chain[next] = blocks.chain[at] ?? 0;
  draft.tone[next] = tone;
  draft.count += 1;
}

function cut({ count, x, y, width, height, scale, chain }: Draft): MapBlocks {
  return {
    count,
    x: x.slice(0, count),
    y: y.slice(0, count),
    width: width.slice(0, count),
    height: height.slice(0, count),
    scale: scale.slice(0, count),
    chain: chain.slice(0, count),
  };
}
