import type { DisabledRule } from "@/engine";

/** A row that is to be shown, before it has text and place. */
export type PlannedRow =
  | { readonly kind: "rule"; readonly ruleNumber: number }
  | { readonly kind: "disabled"; readonly rule: DisabledRule }
  | { readonly kind: "gap"; readonly from: number; readonly to: number }
  | { readonly kind: "end"; readonly text: string };

export interface RowWishes {
  /** The box's id, which gap ids begin with. */
  readonly boxId: string;
  /** How many rules the chain has. */
  readonly length: number;
  /** Rule numbers that matter, in any order; numbers beyond the chain are passed over. */
  readonly matter: ReadonlySet<number>;
  /** Ids of gaps that were opened. */
  readonly opened: ReadonlySet<string>;
  /** Rules that are not in force, in their order. */
  readonly disabled?: readonly DisabledRule[] | undefined;
  /** The text of a last row, where the walk came to the end of the chain. */
  readonly end: string | undefined;
}

/** A chain up to this length is shown whole. */
const SHOWN_WHOLE = 12;
/** A gap of more rules than this opens a piece at either end. */
const OPENED_WHOLE = 60;
const OPENED_PIECE = 30;

/** The id of a gap: what `opened` holds. */
export function gapId(boxId: string, from: number, to: number): string {
  return `${boxId}:${from}-${to}`;
}

/** The rows of a chain in order: all of a short chain, of a long one those that matter with gaps between. */
export function plannedRows(wishes: RowWishes): readonly PlannedRow[] {
  const { length, end } = wishes;
  const rows: PlannedRow[] = length <= SHOWN_WHOLE ? ruleRows(1, length) : rowsAround(wishes);
  for (const rule of wishes.disabled ?? []) rows.splice(...placeFor(rule, rows, wishes));
  return end === undefined ? rows : [...rows, { kind: "end", text: end }];
}

/** Before the rule that follows it, whose gap is parted there; at the end where none does. */
function placeFor(
  rule: DisabledRule,
  rows: readonly PlannedRow[],
  wishes: RowWishes,
): [start: number, deleted: number, ...added: PlannedRow[]] {
  const { before } = rule;
  const row: PlannedRow = { kind: "disabled", rule };
  const at = rows.findIndex((other) => reaches(other, before));
  const gap = rows[at];
  if (at === -1) return [rows.length, 0, row];
  if (gap?.kind !== "gap" || gap.from === before) return [at, 0, row];
  return [at, 1, ...gapRows(wishes, gap.from, before - 1), row, ...gapRows(wishes, before, gap.to)];
}

function reaches(row: PlannedRow, ruleNumber: number): boolean {
  if (row.kind === "rule") return row.ruleNumber >= ruleNumber;
  return row.kind === "gap" && row.to >= ruleNumber;
}

function rowsAround(wishes: RowWishes): PlannedRow[] {
  const numbers = [...wishes.matter]
    .filter((number) => number >= 1 && number <= wishes.length)
    .sort((one, other) => one - other);
  const rows: PlannedRow[] = [];
  let next = 1;
  for (const ruleNumber of numbers) {
    rows.push(...gapRows(wishes, next, ruleNumber - 1), { kind: "rule", ruleNumber });
    next = ruleNumber + 1;
  }
  return [...rows, ...gapRows(wishes, next, wishes.length)];
}

/** A gap of one rule is no shorter than the rule itself, so the rule is shown. */
function gapRows(wishes: RowWishes, from: number, to: number): PlannedRow[] {
  if (to <= from) return ruleRows(from, to);
  if (!wishes.opened.has(gapId(wishes.boxId, from, to))) return [{ kind: "gap", from, to }];
  if (to - from < OPENED_WHOLE) return ruleRows(from, to);
  return [
    ...ruleRows(from, from + OPENED_PIECE - 1),
    ...gapRows(wishes, from + OPENED_PIECE, to - OPENED_PIECE),
    ...ruleRows(to - OPENED_PIECE + 1, to),
  ];
}

function ruleRows(from: number, to: number): PlannedRow[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    kind: "rule",
    ruleNumber: from + index,
  }));
}
