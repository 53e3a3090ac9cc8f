import type { ChainBox, Row } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";

/** A row without a second line. Source: scene/chain-graph, layout. */
const ROW_PX = 24;

/** How much of a box's room for second lines is not used: for good, and as long as `--grow` is below 1. */
interface Unused {
  readonly closedPx: number;
  readonly openingPx: number;
}

type RowStates = ReadonlyMap<string, RowState>;

/** The top of a row in its box as CSS. Rows below a second line that is not there yet stand higher. */
export function rowTop(box: ChainBox, row: Row, states: RowStates): string {
  const before = box.rows.slice(0, box.rows.indexOf(row));
  return shortened(row.yPx, unused(box, before, states));
}

/** The height of a box as CSS. */
export function boxHeight(box: ChainBox, states: RowStates): string {
  return shortened(box.heightPx, unused(box, box.rows, states));
}

/** The height of a row as CSS: a second line opens when the packet is rewritten there, and stays. */
export function rowHeight(row: Row, state: RowState | undefined): string {
  return shortened(row.heightPx, unusedIn(row, state));
}

function shortened(px: number, { closedPx, openingPx }: Unused): string {
  const fixed = `${px - closedPx}px`;
  return openingPx === 0 ? fixed : `calc(${fixed} - ${openingPx}px * (1 - var(--grow, 1)))`;
}

function unused(box: ChainBox, rows: readonly Row[], states: RowStates): Unused {
  const all = rows
    .filter((row) => slides(box, row))
    .map((row) => unusedIn(row, states.get(row.id)));
  return {
    closedPx: all.reduce((sum, { closedPx }) => sum + closedPx, 0),
    openingPx: all.reduce((sum, { openingPx }) => sum + openingPx, 0),
  };
}

/** Arrows do not slide: where one leaves a row further down, the room stays empty until it is used. */
function slides({ rows }: ChainBox, row: Row): boolean {
  const after = rows.slice(rows.indexOf(row) + 1);
  return after.every((other) => other.kind !== "rule" || !other.hasPort);
}

function unusedIn(row: Row, state: RowState | undefined): Unused {
  if (row.kind !== "rule" || !row.rewrites) return { closedPx: 0, openingPx: 0 };
  const extraPx = row.heightPx - ROW_PX;
  if (state === undefined || state.rewrites.length === 0)
    return { closedPx: extraPx, openingPx: 0 };
  return { closedPx: 0, openingPx: state.look === "current" ? extraPx : 0 };
}
