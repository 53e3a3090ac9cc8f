import type { Jump } from "./jump";

/** A chain called from more rows than this draws only the arrows that are taken. Source: DESIGN, "Edges". */
const MOST_CALLERS = 4;
/** What one chain may draw besides; its other rows print the name. */
const MOST_IDLE = 10;

/**
 * Which jumps are arrows: all that the walk takes; of the others those that lead to the next column,
 * and in their own the only one that leads to its chain.
 * A group gets one arrow from each chain.
 */
export function drawnJumps(
  jumps: readonly Jump[],
  columns: readonly (readonly string[])[],
): readonly Jump[] {
  const columnOf = new Map(columns.flatMap((column, index) => column.map((box) => [box, index])));
  const callers = countBy(jumps, ({ toBox }) => toBox);
  const isBeside = ({ fromBox, toBox }: Jump) => columnOf.get(fromBox) === columnOf.get(toBox);
  const callersBeside = countBy(jumps.filter(isBeside), ({ toBox }) => toBox);
  const canBeIdleArrow = ({ fromBox, toBox }: Jump) => {
    const step = (columnOf.get(toBox) ?? 0) - (columnOf.get(fromBox) ?? 0);
    if (step === 0) return fromBox !== toBox && callersBeside.get(toBox) === 1;
    return step === 1 && (isGroup(toBox) || (callers.get(toBox) ?? 0) <= MOST_CALLERS);
  };
  const idle = new Map<string, number>();
  const drawnToGroup = new Set<string>();
  return jumps.filter((jump) => {
    if (jump.isTaken) return true;
    const drawn = idle.get(jump.fromBox) ?? 0;
    const edge = `${jump.fromBox}>${jump.toBox}`;
    if (drawn >= MOST_IDLE || drawnToGroup.has(edge) || !canBeIdleArrow(jump)) return false;
    idle.set(jump.fromBox, drawn + 1);
    if (isGroup(jump.toBox)) drawnToGroup.add(edge);
    return true;
  });
}

function isGroup(box: string): boolean {
  return box.endsWith("+");
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
