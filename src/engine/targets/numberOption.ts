import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuseValue } from "../matches/writtenOptions";
import { parseUint32, UINT32_MAX } from "../net/uint32";

/**
 * The number that an option gives, as strtoul(3) reads it: `16`, `0x10` and `020` are equal. Undefined when the option
 * was not written; a refusal when it is no number or outside the bounds, both inclusive.
 */
export function readNumber(
  options: readonly WrittenOption[],
  name: string,
  { least = 0, most = UINT32_MAX }: { readonly least?: number; readonly most?: number } = {},
): Parsed<number | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const number = parseUint32(option.values[0] ?? "");
  return number === undefined || number < least || number > most
    ? refuseValue(option, `a number from ${least} to ${most}`)
    : { ok: true, value: number };
}
