import type { RuleEdit } from "./rulesEdit";

/** A rule in its place, in force or not. */
export interface ChainRow {
  /** The number it keeps, whatever is edited: see RuleEdit. */
  readonly rule: number;
  /** Its number among the rules in force, from 1 as the kernel counts; undefined when it is disabled. */
  readonly number: number | undefined;
  readonly edit: RuleEdit | undefined;
}

/** Rules that stand one after the other as they were loaded, or one that was edited. */
interface Stretch {
  readonly firstRow: number;
  readonly firstNumber: number;
  readonly firstRule: number;
  readonly rows: number;
  /** How many of its rows are in force. */
  readonly inForce: number;
  readonly edit: RuleEdit | undefined;
}

/**
 * The rows of a chain after edits, disabled rules among them. Its cost is one of edits, not of rules. Edits that the chain
 * has no place for are passed over.
 */
export class ChainRows {
  readonly #stretches: readonly Stretch[];

  /** `length` is how many rules were loaded. */
  constructor(length: number, edits: readonly RuleEdit[]) {
    this.#stretches = stretchesOf(length, edits);
  }

  /** How many rows there are. */
  get count(): number {
    const last = this.#stretches.at(-1);
    return last === undefined ? 0 : last.firstRow + last.rows - 1;
  }

  /** How many of them are in force. */
  get inForce(): number {
    const last = this.#stretches.at(-1);
    return last === undefined ? 0 : last.firstNumber + last.inForce - 1;
  }

  /** The row at a place, from 1; undefined when there is none. */
  at(row: number): ChainRow | undefined {
    const stretch = this.#stretches.find(
      ({ firstRow, rows }) => row >= firstRow && row < firstRow + rows,
    );
    return stretch && rowIn(stretch, row - stretch.firstRow);
  }

  /** The row of the rule in force with that number; undefined when there is none. */
  numbered(number: number): ChainRow | undefined {
    const stretch = this.#stretches.find(
      ({ firstNumber, inForce }) => number >= firstNumber && number < firstNumber + inForce,
    );
    return stretch && rowIn(stretch, number - stretch.firstNumber);
  }

  /** The edits that take a rule out of force, in the order of rows, with the number of the rule in force behind. */
  disabled(): readonly { readonly edit: RuleEdit; readonly before: number }[] {
    return this.#stretches.flatMap(({ edit, inForce, firstNumber }) =>
      edit !== undefined && inForce === 0 ? [{ edit, before: firstNumber }] : [],
    );
  }

  /** The place, from 1, of the rule that keeps that number; undefined when there is none. */
  placeOf(rule: number): number | undefined {
    const stretch = this.#stretches.find(
      ({ firstRule, rows }) => rule >= firstRule && rule < firstRule + rows,
    );
    return stretch && stretch.firstRow + rule - stretch.firstRule;
  }
}

function rowIn({ firstRule, firstNumber, inForce, edit }: Stretch, index: number): ChainRow {
  return { rule: firstRule + index, number: inForce === 0 ? undefined : firstNumber + index, edit };
}

function stretchesOf(length: number, edits: readonly RuleEdit[]): readonly Stretch[] {
  const fitting = edits.filter((edit) => fits(edit, length));
  const own = new Map(fitting.map((edit) => [edit.rule, edit]));
  const stretches: Stretch[] = [];
  const push = (rule: number, rows: number, edit?: RuleEdit) => {
    if (rows > 0) stretches.push(stretchBehind(stretches.at(-1), { rule, rows, edit }));
  };
  let next = 1;
  for (const place of placesOf(fitting, length)) {
    push(next, place - next);
    const edit = own.get(place);
    if (place > 0 && edit?.behind === undefined) push(place, 1, edit);
    for (const moved of fitting)
      if (moved.behind !== undefined && gapOf(moved.behind, length) === place)
        push(moved.rule, 1, moved);
    next = place + 1;
  }
  push(next, length - next + 1);
  return stretches;
}

/** A loaded rule that is there, or an inserted one with its text and its place. */
function fits({ rule, text, behind }: RuleEdit, length: number): boolean {
  return rule < 0 ? text !== undefined && behind !== undefined : rule >= 1 && rule <= length;
}

/** Where something differs, in order: loaded numbers of rules, and of those behind which others stand. */
function placesOf(edits: readonly RuleEdit[], length: number): readonly number[] {
  const places = new Set(
    edits.flatMap(({ rule, behind }) => [
      ...(rule > 0 ? [rule] : []),
      ...(behind === undefined ? [] : [gapOf(behind, length)]),
    ]),
  );
  return [...places].sort((one, other) => one - other);
}

function gapOf(behind: number, length: number): number {
  return Math.min(Math.max(behind, 0), length);
}

function stretchBehind(
  last: Stretch | undefined,
  { rule, rows, edit }: Pick<Stretch, "rows" | "edit"> & { readonly rule: number },
): Stretch {
  return {
    firstRow: last === undefined ? 1 : last.firstRow + last.rows,
    firstNumber: last === undefined ? 1 : last.firstNumber + last.inForce,
    firstRule: rule,
    rows,
    inForce: edit?.isDisabled === true ? 0 : rows,
    edit,
  };
}
