import { AT_ONCE } from "./rulePlaces";
import type { MapArea, WholeMap } from "./wholeMap";

/** All jumps between two places of the map as one: from a large chain or a lane's many to another. */
export interface JumpBundle {
  readonly from: MapArea;
  readonly to: MapArea;
  /** How many rules jump. */
  readonly jumps: number;
}

/** More bundles than these would hide each other; those of the most jumps are kept. */
const MOST_BUNDLES = 90;

/** The jumps between groups, the most first, a piece at each step of the generator. Jumps inside of a group have no bundle. */
export function* jumpBundles(
  map: WholeMap,
): Generator<undefined, readonly JumpBundle[], undefined> {
  const { index } = map.plan;
  const { places, areas } = placesOf(map);
  const counts = new Map<number, number>();
  for (let line = 0; line < index.targetOfLine.length; line += 1) {
    if (line % AT_ONCE === AT_ONCE - 1) yield undefined;
    const target = index.targetOfLine[line] ?? -1;
    if (target < 0) continue;
    const from = places[index.chainOfLine[line] ?? 0] ?? 0;
    const to = places[target] ?? 0;
    if (from === to) continue;
    const key = from * areas.length + to;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_BUNDLES)
    .flatMap(([key, jumps]) => {
      const from = areas[Math.floor(key / areas.length)];
      const to = areas[key % areas.length];
      return from === undefined || to === undefined ? [] : [{ from, to, jumps }];
    });
}

interface Places {
  /** By chain: an index into `areas`. */
  readonly places: Uint32Array;
  readonly areas: readonly MapArea[];
}

/** The many of a lane are one place; each large chain is its own. */
function placesOf({ plan, blocks, blockOf, lanes }: WholeMap): Places {
  const places = new Uint32Array(plan.index.chains.length);
  const areas: MapArea[] = [];
  plan.lanes.forEach(({ trunk, field }, lane) => {
    const ground = lanes[lane]?.field;
    if (ground !== undefined) {
      for (const chain of field.chains) places[chain] = areas.length;
      areas.push(ground);
    }
    for (const chain of trunk.chains) {
      places[chain] = areas.length;
      const at = blockOf[chain] ?? 0;
      areas.push({
        x: blocks.x[at] ?? 0,
        y: blocks.y[at] ?? 0,
        width: blocks.width[at] ?? 0,
        height: blocks.height[at] ?? 0,
      });
    }
  });
  return { places, areas };
}
