import type { ChainBox } from "@/scene/chain-graph/chainGraph";
import type { BoxState, GraphState, RowState } from "@/scene/chain-graph/graphState";

/** A box with everything that decides how it looks: what its component is given. */
export interface BoxView {
  readonly box: ChainBox;
  readonly look: BoxState["look"];
  /** What chance drew in this chain so far. */
  readonly drew: string | undefined;
  /** By row id; a row without an entry is idle. */
  readonly rows: ReadonlyMap<string, RowState>;
  /** The row the keyboard is at, when it is in this box. */
  readonly cursorRow: string | undefined;
  /** The row whose rule is being read, when it is in this box. */
  readonly selectedRow: string | undefined;
  /** The packet's row, when nobody can tell whether its rule holds. */
  readonly undecidedRow: string | undefined;
}

/** Rows that are marked apart from the walk. */
export interface Marked {
  readonly cursorRow: string | undefined;
  readonly selectedRow: string | undefined;
  readonly undecidedRow: string | undefined;
}

/**
 * The views of all boxes at one stop. A box that looks as in `previous` keeps that very object,
 * so that only boxes that change are drawn again.
 */
export function boxViews(
  boxes: readonly ChainBox[],
  { state, marked }: { readonly state: GraphState; readonly marked: Marked },
  previous: ReadonlyMap<string, BoxView>,
): ReadonlyMap<string, BoxView> {
  return new Map(
    boxes.map((box) => {
      const view = boxView(box, state, marked);
      const before = previous.get(box.id);
      return [box.id, before !== undefined && looksSame(before, view) ? before : view];
    }),
  );
}

function boxView(box: ChainBox, state: GraphState, marked: Marked): BoxView {
  const rows = new Map<string, RowState>();
  for (const row of box.rows) {
    const rowState = state.rows.get(row.id);
    if (rowState !== undefined) rows.set(row.id, rowState);
  }
  const own = (id: string | undefined) => (box.rows.some((row) => row.id === id) ? id : undefined);
  return {
    box,
    look: state.boxes.get(box.id)?.look ?? "idle",
    drew: state.boxes.get(box.id)?.drew,
    rows,
    cursorRow: own(marked.cursorRow),
    selectedRow: own(marked.selectedRow),
    undecidedRow: own(marked.undecidedRow),
  };
}

function looksSame(one: BoxView, other: BoxView): boolean {
  return (
    one.box === other.box &&
    one.look === other.look &&
    one.drew === other.drew &&
    one.cursorRow === other.cursorRow &&
    one.selectedRow === other.selectedRow &&
    one.undecidedRow === other.undecidedRow &&
    one.rows.size === other.rows.size &&
    [...one.rows].every(([id, state]) => rowLooksSame(state, other.rows.get(id)))
  );
}

function rowLooksSame(one: RowState, other: RowState | undefined): boolean {
  return (
    other !== undefined &&
    one.look === other.look &&
    one.failed?.part === other.failed?.part &&
    one.failed?.packetValue === other.failed?.packetValue &&
    one.drawn === other.drawn &&
    one.rewrites.length === other.rewrites.length &&
    one.rewrites.every((rewrite, index) => rewrite.after === other.rewrites[index]?.after)
  );
}
