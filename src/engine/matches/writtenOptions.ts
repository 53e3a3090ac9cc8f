import type { Parsed, WrittenOption } from "./matchExtension";

/** The option with that name, if it was written. */
export function findOption(
  options: readonly WrittenOption[],
  name: string,
): WrittenOption | undefined {
  // A loop makes no function for each of some hundred thousand calls.
  for (const option of options) if (option.name === name) return option;
  return undefined;
}

/** Refuses what was written, pointing at an option. */
export function refuse<Value>(problem: string, option?: WrittenOption): Parsed<Value> {
  return option === undefined
    ? { ok: false, problem }
    : { ok: false, problem, column: option.column };
}

/** Refuses the value of an option: what was read, and what would be right. */
export function refuseValue<Value>(option: WrittenOption, wanted: string): Parsed<Value> {
  return refuse(`${option.name} wants ${wanted}, not "${option.values.join(" ")}"`, option);
}

/** `! ` before an inverted option, nothing before another. */
export function bang(inverted: boolean): string {
  return inverted ? "! " : "";
}

/** How the value of one option is read, and what stands for it where it was not written. */
export interface ValueReader<Value> {
  readonly option: string;
  /** What would be right, for the refusal of anything else. */
  readonly wants: string;
  /** undefined for a text that cannot be read. */
  parse(text: string, option: WrittenOption): Value | undefined;
  readonly otherwise: Value;
}

/** Reads several options of one word each, every one into the field of its reader; or the first refusal. */
export function readValues<Values extends object>(
  options: readonly WrittenOption[],
  readers: { readonly [Field in keyof Values]: ValueReader<Values[Field]> },
): Parsed<Values> {
  const values: Partial<Values> = {};
  for (const field of Object.keys(readers) as (keyof Values)[]) {
    const reader = readers[field];
    const option = findOption(options, reader.option);
    const value =
      option === undefined ? reader.otherwise : reader.parse(option.values[0] ?? "", option);
    if (option !== undefined && value === undefined) return refuseValue(option, reader.wants);
    values[field] = value as Values[keyof Values];
  }
  return { ok: true, value: values as Values };
}

/** Of options that exclude each other, the second that was written. */
export function secondOf(
  options: readonly WrittenOption[],
  names: readonly string[],
): WrittenOption | undefined {
  return options.filter(({ name }) => names.includes(name))[1];
}
