import { type MergedBlocks, mergeBlocks, NO_TONE } from "./mergeBlocks";
import type { MapArea, WholeMap } from "./wholeMap";

/** The same blocks drawn ever more coarsely: first each by itself, last many as one. */
export interface MapLevels {
  readonly levels: readonly MergedBlocks[];
  /** Of the whole map, in square px at zoom 1. */
  readonly areaPx: number;
}

/** From so many blocks in a window on, neighbours are drawn as one: a canvas fills as many in a few milliseconds. */
const MOST_DRAWN = 12_000;
const RUNS = [
  { most: 8, mergesFamilies: false },
  { most: 64, mergesFamilies: true },
  { most: 512, mergesFamilies: true },
];

/** The levels of a map whose blocks have these tones; a tone of 255 leaves a block out. */
export function mapLevels(map: WholeMap, tone: Uint8Array): MapLevels {
  const { columns, blocks } = map;
  const isWhole = !tone.includes(NO_TONE);
  const each = { columns, blocks, tone };
  const levels: MergedBlocks[] = [
    isWhole ? each : mergeBlocks({ ...each, most: 1, mergesFamilies: false }),
  ];
  for (const run of RUNS) {
    if ((levels.at(-1)?.blocks.count ?? 0) <= MOST_DRAWN) break;
    levels.push(mergeBlocks({ ...each, ...run }));
  }
  return { levels, areaPx: map.widthPx * map.heightPx };
}

/** The finest level that puts no more than a few thousand blocks into a window. */
export function levelFor({ levels, areaPx }: MapLevels, seen: MapArea): MergedBlocks | undefined {
  const share = Math.min(1, (seen.width * seen.height) / areaPx);
  return levels.find(({ blocks }) => blocks.count * share <= MOST_DRAWN) ?? levels.at(-1);
}
