import type { Arrow, ChainBox, ChainGraph, Row } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";

export const CURSOR_KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"] as const;
export type CursorKey = (typeof CURSOR_KEYS)[number];

/** Whether a key moves the cursor. */
export function isCursorKey(key: string): key is CursorKey {
  return CURSOR_KEYS.some((known) => known === key);
}

/**
 * The row the keyboard comes to from row `rowId`: up and down within a box and on to the one above or below,
 * right along the row's arrow, left to the row that jumps here (the one the packet took, if any).
 * The row itself when there is nowhere to go.
 */
export function moveCursor(
  graph: ChainGraph,
  state: GraphState,
  { rowId, key }: { readonly rowId: string; readonly key: CursorKey },
): string {
  const box = boxOfRow(graph, rowId);
  if (box === undefined) return graph.boxes[0]?.rows[0]?.id ?? rowId;
  switch (key) {
    case "ArrowUp":
      return rowBeside(graph, box, rowId, -1) ?? rowId;
    case "ArrowDown":
      return rowBeside(graph, box, rowId, 1) ?? rowId;
    case "ArrowRight":
      return firstRow(boxAfter(graph, state, { box, rowId }))?.id ?? rowId;
    case "ArrowLeft":
      return rowBefore(graph, state, box) ?? rowId;
  }
}

/** The box that a row stands in. */
export function boxOfRow(graph: ChainGraph, rowId: string): ChainBox | undefined {
  return graph.boxes.find((box) => box.rows.some((row) => row.id === rowId));
}

function rowBeside(
  graph: ChainGraph,
  box: ChainBox,
  rowId: string,
  step: 1 | -1,
): string | undefined {
  const at = box.rows.findIndex((row) => row.id === rowId);
  const within = box.rows[at + step];
  if (within !== undefined) return within.id;
  const column = graph.boxes
    .filter((other) => other.hook === box.hook && overlaps(other, box))
    .sort((one, other) => one.y - other.y);
  const next = column[column.indexOf(box) + step];
  return step === 1 ? next?.rows[0]?.id : next?.rows.at(-1)?.id;
}

function overlaps(one: ChainBox, other: ChainBox): boolean {
  return one.x < other.x + other.widthPx && other.x < one.x + one.widthPx;
}

function boxAfter(
  graph: ChainGraph,
  state: GraphState,
  { box, rowId }: { readonly box: ChainBox; readonly rowId: string },
): ChainBox | undefined {
  const leaving = graph.arrows.filter((arrow) => arrow.fromBox === box.id);
  const arrow =
    leaving.find((one) => one.fromRow === rowId) ??
    takenFirst(
      state,
      leaving.filter((one) => one.fromRow === undefined),
    );
  return graph.boxes.find((other) => other.id === arrow?.toBox);
}

function rowBefore(graph: ChainGraph, state: GraphState, box: ChainBox): string | undefined {
  const arrow = takenFirst(
    state,
    graph.arrows.filter((one) => one.toBox === box.id),
  );
  if (arrow === undefined) return undefined;
  return arrow.fromRow ?? graph.boxes.find((other) => other.id === arrow.fromBox)?.rows.at(-1)?.id;
}

function takenFirst(state: GraphState, arrows: readonly Arrow[]): Arrow | undefined {
  const isTaken = (arrow: Arrow) => state.arrows.get(arrow.id)?.look === "taken";
  return arrows.find(isTaken) ?? arrows[0];
}

function firstRow(box: ChainBox | undefined): Row | undefined {
  return box?.rows[0];
}
