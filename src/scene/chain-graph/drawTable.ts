import type { TableName } from "@/engine";
import { type BoxColumns, boxColumns } from "./boxColumns";
import { type BoxDraft, boxDraft, type DraftRow, heightWithNote, jumpsOf } from "./boxDraft";
import { TOP_ENTRY_PX } from "./boxMetrics";
import { boxTops } from "./boxTops";
import { boxWidth, jumpLabel } from "./boxWidth";
import type { Arrow, ChainBox, Point, Row } from "./chainGraph";
import type { AddressOwner } from "./chainMeaning";
import type { ChosenChain } from "./chosenChains";
import { drawnJumps } from "./drawnJumps";
import type { Jump } from "./jump";
import { routeJumps } from "./routeJumps";
import type { TextWidth } from "./textWidth";
import { wrapWords } from "./wrapWords";

/** The boxes and arrows of one table, origin at the top left of its first box. */
export interface TableDrawing {
  readonly boxes: readonly ChainBox[];
  readonly arrows: readonly Arrow[];
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far arrows reach above the boxes. */
  readonly abovePx: number;
}

export interface DrawingTools {
  readonly ownerOf: AddressOwner;
  readonly width: TextWidth;
}

/** What the drawing of a table asks about the rules beyond the chains that are drawn. */
export interface TableTools extends DrawingTools {
  /** False for a chain that rules jump to, but that the text does not have. */
  hasChain(table: TableName, chain: string): boolean;
}

/**
 * Draws chains of one table that were chosen, the base chain first. `lead` are base chains of tables that come before and
 * have nothing to say: they stand on top of the first column.
 */
export function drawTable(
  chosen: readonly ChosenChain[],
  lead: readonly ChosenChain[],
  tools: TableTools,
): TableDrawing {
  const boxOf = boxFinder(chosen);
  const { ownerOf, hasChain } = tools;
  const drafts = new Map(
    [...lead, ...chosen].map((chain) => {
      const draft = boxDraft(chain, { ownerOf, boxOf, hasChain });
      return [chain.id, lead.length === 0 ? draft : withTable(draft)];
    }),
  );
  const jumps = [...drafts.values()].flatMap((draft) => [...jumpsOf(draft, boxOf)]);
  const widths = widthsOf(drafts, tools, () => false);
  const notes = new Map(
    [...drafts].map(([id, { note }]) => [
      id,
      note === undefined ? [] : noteLines(note, widths.get(id), tools),
    ]),
  );
  const heightPx = (id: string) => {
    const draft = drafts.get(id);
    return draft === undefined ? 0 : heightWithNote(draft, notes.get(id)?.length ?? 0);
  };
  const columns = boxColumns({
    boxes: chosen.map(({ id }) => id),
    jumps,
    heightPx,
    returns: (id) => comesBack(drafts.get(id)),
  });
  const leadIds = lead.map(({ id }) => id);
  return arrange({
    drafts,
    notes,
    columns: onTop(leadIds, columns),
    jumps,
    heightPx,
    tools,
    leads: leadIds.length,
  });
}

/** Chains that only mark, as far as is shown, come back also when the walk was never there. */
function comesBack(draft: BoxDraft | undefined): boolean {
  if (draft === undefined || draft.rows.length === 0) return false;
  const { hops } = draft.chosen;
  if (hops.length > 0) return hops.some(({ kind }) => kind === "return");
  return draft.rows.every((row) => row.kind === "rule" && row.badge?.kind === "mark");
}

/** Base chains of several tables that stand in one column have one name: their headers tell the table. */
function withTable(draft: BoxDraft): BoxDraft {
  const { chosen, side } = draft;
  if (chosen.chain?.hook === undefined) return draft;
  return { ...draft, side: side === undefined ? chosen.table : `${chosen.table}, ${side}` };
}

function onTop(lead: readonly string[], { columns, stacked }: BoxColumns): BoxColumns {
  const [first = [], ...rest] = columns;
  return { columns: [[...lead, ...first], ...rest], stacked: lead.length + stacked };
}

/** How wide each box wants to be, given which rows print a chain's name. */
function widthsOf(
  drafts: ReadonlyMap<string, BoxDraft>,
  { width }: DrawingTools,
  isLabelled: (rowId: string) => boolean,
): ReadonlyMap<string, number> {
  return new Map([...drafts].map(([id, draft]) => [id, boxWidth(draft, width, isLabelled)]));
}

function noteLines(note: string, widthPx: number | undefined, { width }: DrawingTools) {
  return wrapWords(note, widthPx ?? 0, width.words);
}

/** The box of a chain: its own, or the group that stands for it. */
function boxFinder(chosen: readonly ChosenChain[]): (chain: string) => string | undefined {
  const boxes = new Map<string, string>();
  for (const { id, name, group } of chosen) {
    for (const chain of group ?? [name]) boxes.set(chain, id);
  }
  return (chain) => boxes.get(chain);
}

interface Arrangement {
  readonly drafts: ReadonlyMap<string, BoxDraft>;
  readonly notes: ReadonlyMap<string, readonly string[]>;
  readonly columns: BoxColumns;
  readonly jumps: readonly Jump[];
  heightPx(id: string): number;
  readonly tools: DrawingTools;
  /** How many boxes of the first column belong to tables before. */
  readonly leads: number;
}

function arrange(parts: Arrangement): TableDrawing {
  const { columns, stacked } = parts.columns;
  const jumps = drawnJumps(parts.jumps, columns);
  const tops = boxTops({ columns, stacked, jumps, heightPx: parts.heightPx });
  const withArrow = new Set(jumps.map(({ fromRow }) => fromRow));
  const widths = widthsOf(parts.drafts, parts.tools, (row) => !withArrow.has(row));
  const widthsPx = columns.map((column) => Math.max(0, ...column.map((id) => widths.get(id) ?? 0)));
  const routed = routeJumps({ columns, stacked, jumps, tops, widthsPx });
  const boxes = columns.flatMap((column, index) =>
    column.flatMap((id) =>
      placeBox(parts, id, {
        x: routed.lefts[index] ?? 0,
        y: tops.get(id) ?? 0,
        widthPx: widthsPx[index] ?? 0,
        withArrow,
      }),
    ),
  );
  return {
    boxes,
    arrows: [
      ...leadArrows(boxes.slice(0, parts.leads + 1)),
      ...jumps.flatMap((jump) => arrowOf(jump, routed.points.get(jump.id), parts)),
    ],
    widthPx: routed.widthPx,
    heightPx: Math.max(0, ...boxes.map(({ id, y }) => y + parts.heightPx(id))),
    abovePx: routed.abovePx,
  };
}

interface Place extends Point {
  readonly widthPx: number;
  /** Ids of rows that have an arrow. */
  readonly withArrow: ReadonlySet<string>;
}

function placeBox(
  { drafts, notes, tools }: Arrangement,
  id: string,
  { x, y, widthPx, withArrow }: Place,
): ChainBox[] {
  const draft = drafts.get(id);
  if (draft === undefined) return [];
  const { chosen, side, heightPx } = draft;
  return [
    {
      id,
      hook: chosen.hook,
      table: chosen.table,
      chain: chosen.name,
      stands: chosen.group?.length,
      side,
      note: notes.get(id) ?? [],
      isVisited: chosen.hops.length > 0,
      rows: draft.rows.map((row) => finishRow(row, withArrow.has(row.id), tools)),
      x,
      y,
      widthPx,
      heightPx,
    },
  ];
}

function finishRow(row: DraftRow, hasPort: boolean, { width }: DrawingTools): Row {
  if (row.kind !== "rule") return row;
  const {
    jumpKind: _kind,
    isTaken: _taken,
    rewriteText: _text,
    leadsToBox: _leads,
    ...shown
  } = row;
  return { ...shown, hasPort, jumpLabel: hasPort ? undefined : jumpLabel(row, width) };
}

function arrowOf(
  { id, kind, fromBox, fromRow, toBox }: Jump,
  points: readonly Point[] | undefined,
  { drafts }: Arrangement,
): Arrow[] {
  const table = drafts.get(fromBox)?.chosen.table;
  if (table === undefined || points === undefined) return [];
  return [{ id, kind, fromBox, fromRow, toBox, table, points }];
}

/** From one table's base chain down to the next one's. */
function leadArrows(boxes: readonly ChainBox[]): readonly Arrow[] {
  return boxes.slice(1).flatMap((box, index): Arrow[] => {
    const above = boxes[index];
    if (above === undefined) return [];
    const x = above.x + TOP_ENTRY_PX;
    return [
      {
        id: `${above.id}>${box.id}`,
        kind: "flow",
        fromBox: above.id,
        fromRow: undefined,
        toBox: box.id,
        table: box.table,
        points: [
          { x, y: above.y + above.heightPx },
          { x, y: box.y },
        ],
      },
    ];
  });
}
