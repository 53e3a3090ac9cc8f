import type { Parsed, WrittenOption } from "./matchExtension";

/** The option with that name, if it was written. */
export function findOption(
  options: readonly WrittenOption[],
  name: string,
): WrittenOption | undefined {
  return options.find((option) => option.name === name);
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
