import { BOX_GAP_PX, STACK_GAP_PX } from "./boxMetrics";
import type { Jump } from "./jump";

/** Boxes of one table from left to right, each column from top to bottom. */
export interface BoxColumns {
  readonly columns: readonly (readonly string[])[];
  /** How many boxes at the top of the first column are a call path one below the other; at least 1. */
  readonly stacked: number;
}

interface ColumnInput {
  /** Ids of all boxes, the base chain's first. */
  readonly boxes: readonly string[];
  /** By caller, in the order of the rows. */
  readonly jumps: readonly Jump[];
  /** With the note. */
  heightPx(box: string): number;
  /** Whether the walk came back from it, or would have. */
  returns(box: string): boolean;
}

/** Earlier short chains share a column up to this height, so that the rest of the call path fits beside them. */
const STACK_LIMIT_PX = 256;

/**
 * Puts every box in a column by its longest call path, and orders columns as the rows that call them,
 * so that a tree of calls has no crossing arrows. O(boxes + jumps).
 */
export function boxColumns(input: ColumnInput): BoxColumns {
  const ranks = rankBoxes(input);
  const ranked: string[][] = [];
  for (const box of callOrder(input, ranks)) {
    const rank = ranks.get(box) ?? 0;
    const column = ranked[rank];
    if (column === undefined) ranked[rank] = [box];
    else column.push(box);
  }
  return stackCallPath(
    besideCallers(
      ranked.filter((column) => column !== undefined),
      input,
    ),
    input,
  );
}

/** A column higher than this would not be seen whole. */
const CROWDED_PX = 320;

/**
 * A chain that calls nothing and comes back (KUBE-MARK-MASQ) stands above its last caller, where it would need a column of
 * its own, or crowd what may be chosen besides it.
 */
function besideCallers(
  ranked: readonly (readonly string[])[],
  input: ColumnInput,
): readonly (readonly string[])[] {
  const callers = new Set(input.jumps.map(({ fromBox }) => fromBox));
  const columns = ranked.map((column) => [...column]);
  for (const [index, column] of ranked.entries()) {
    for (const box of column.filter((one) => !callers.has(one) && input.returns(one))) {
      const own = columns[index] ?? [];
      const caller = lastCaller(box, ranked.slice(0, index), input);
      const to = columns.findIndex((other) => other.includes(caller));
      const target = columns[to];
      const isInTheWay = own.length === 1 || stackHeight(own, input) > CROWDED_PX;
      if (target === undefined || to < 1 || to >= index || !isInTheWay) continue;
      if (stackHeight([...target, box], input) > CROWDED_PX) continue;
      own.splice(own.indexOf(box), 1);
      target.splice(target.indexOf(caller), 0, box);
    }
  }
  return columns.filter((column) => column.length > 0);
}

/** The last chain of some columns from which the walk came to a box; where it did not come, the last that could lead there. "" for none. */
function lastCaller(
  box: string,
  columns: readonly (readonly string[])[],
  { jumps }: ColumnInput,
): string {
  const leading = jumps.filter(({ toBox }) => toBox === box);
  const taken = leading.filter(({ isTaken }) => isTaken);
  const callers = new Set((taken.length > 0 ? taken : leading).map(({ fromBox }) => fromBox));
  return columns.flat().findLast((other) => callers.has(other)) ?? "";
}

function stackHeight(column: readonly string[], { heightPx }: ColumnInput): number {
  return column.reduce((sum, box) => sum + heightPx(box) + BOX_GAP_PX, -BOX_GAP_PX);
}

/** What the walk took decides; a chain it did not visit stands right of its first caller. */
function rankBoxes({ boxes, jumps }: ColumnInput): ReadonlyMap<string, number> {
  const takenCallers = callersOf(jumps.filter(({ isTaken }) => isTaken));
  const ranks = new Map<string, number>();
  const inProgress = new Set<string>();
  const rankOf = (box: string): number => {
    const known = ranks.get(box);
    if (known !== undefined) return known;
    inProgress.add(box);
    const callers = (takenCallers.get(box) ?? []).filter((caller) => !inProgress.has(caller));
    const rank = callers.reduce((longest, caller) => Math.max(longest, rankOf(caller) + 1), 0);
    inProgress.delete(box);
    ranks.set(box, rank);
    return rank;
  };
  const visited = boxes.filter((box, index) => index === 0 || takenCallers.has(box));
  for (const box of visited) rankOf(box);
  const anyCallers = callersOf(jumps);
  for (const box of boxes) {
    if (ranks.has(box)) continue;
    const callerRanks = (anyCallers.get(box) ?? []).flatMap((caller) => ranks.get(caller) ?? []);
    ranks.set(box, 1 + (callerRanks.length === 0 ? 0 : Math.min(...callerRanks)));
  }
  return ranks;
}

function callersOf(jumps: readonly Jump[]): Map<string, string[]> {
  const callers = new Map<string, string[]>();
  for (const { fromBox, toBox } of jumps) {
    const own = callers.get(toBox);
    if (own === undefined) callers.set(toBox, [fromBox]);
    else own.push(fromBox);
  }
  return callers;
}

/** Depth first through a tree in which each box hangs below one caller. */
function callOrder(
  { boxes, jumps }: ColumnInput,
  ranks: ReadonlyMap<string, number>,
): readonly string[] {
  const children = new Map<string, string[]>();
  for (const [box, caller] of treeCallers(jumps, ranks)) {
    const own = children.get(caller);
    if (own === undefined) children.set(caller, [box]);
    else own.push(box);
  }
  const rowOrder = new Map<string, number>();
  for (const [index, { fromBox, toBox }] of jumps.entries()) {
    const edge = `${fromBox}>${toBox}`;
    if (!rowOrder.has(edge)) rowOrder.set(edge, index);
  }
  const order = new Set<string>();
  const visit = (box: string): void => {
    if (order.has(box)) return;
    order.add(box);
    const row = (child: string) => rowOrder.get(`${box}>${child}`) ?? 0;
    for (const child of (children.get(box) ?? []).sort((a, b) => row(a) - row(b))) visit(child);
  };
  for (const box of boxes) visit(box);
  return [...order];
}

/** The caller that each box is ordered by: one in the column before it, and one that the walk took, if there is any. */
function treeCallers(
  jumps: readonly Jump[],
  ranks: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const best = new Map<string, { readonly caller: string; readonly worth: number }>();
  for (const { fromBox, toBox, isTaken } of jumps) {
    if (fromBox === toBox) continue;
    const isNear = (ranks.get(fromBox) ?? 0) === (ranks.get(toBox) ?? 0) - 1;
    const worth = (isNear ? 2 : 0) + (isTaken ? 1 : 0);
    if (worth > (best.get(toBox)?.worth ?? -1)) best.set(toBox, { caller: fromBox, worth });
  }
  return new Map([...best].map(([box, { caller }]) => [box, caller]));
}

function stackCallPath(
  ranked: readonly (readonly string[])[],
  { jumps, heightPx }: ColumnInput,
): BoxColumns {
  const [first = [], ...rest] = ranked;
  const stack = [...first];
  let heightSum = first.reduce((sum, box) => sum + heightPx(box), 0);
  while (first.length === 1 && rest[0]?.length === 1) {
    const [next = ""] = rest[0];
    const calls = jumps.some(({ fromBox, toBox }) => fromBox === stack.at(-1) && toBox === next);
    heightSum += STACK_GAP_PX + heightPx(next);
    if (!calls || heightSum > STACK_LIMIT_PX) break;
    stack.push(next);
    rest.shift();
  }
  return { columns: [stack, ...rest], stacked: first.length === 1 ? stack.length : 1 };
}
