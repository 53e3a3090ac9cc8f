import type { Hook, TableName } from "@/engine";
import type { MapPlan } from "./mapPlan";

/** A rectangle on the whole map, in px at zoom 1, where all of it is in the window. */
export interface MapArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place for a chain each, column by column from the left, from the top down. Every chain has one. */
export interface MapBlocks {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  /** Px per unit of the block's own drawing. */
  readonly scale: Float32Array;
  readonly chain: Uint32Array;
}

/** What a block stands for: a large chain, the head of a family, or a chain that belongs to the head above it. */
export const ROLE = { trunk: 0, head: 1, member: 2 } as const;

/** Blocks that stand one below the other: `first` to `first + count - 1`. */
export interface MapColumn {
  readonly x: number;
  readonly width: number;
  readonly first: number;
  readonly count: number;
}

/** A lane where it came to lie. */
export interface PlacedLane extends MapArea {
  readonly id: string;
  /** Undefined for chains that no base chain leads to. */
  readonly hook: Hook | undefined;
  readonly tables: readonly TableName[];
  /** Where its many chains are; undefined where it has but a few. */
  readonly field: MapField | undefined;
}

export interface MapField extends MapArea {
  readonly chains: number;
  readonly services: number;
}

/** The name of a Service above its chains. */
export interface MapTitle extends MapArea {
  /** An index into the index's services. */
  readonly service: number;
  /** Px per unit. */
  readonly scale: number;
}

/** All chains of a node as one picture, laid out for a window. */
export interface WholeMap {
  readonly plan: MapPlan;
  /** Whether the lanes lie one below the other, as in a window that is higher than wide. */
  readonly isStacked: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly blocks: MapBlocks;
  /** By block: one of `ROLE`. */
  readonly role: Uint8Array;
  /** By chain: its place in `blocks`. */
  readonly blockOf: Uint32Array;
  readonly columns: readonly MapColumn[];
  readonly lanes: readonly PlacedLane[];
  readonly titles: readonly MapTitle[];
}
