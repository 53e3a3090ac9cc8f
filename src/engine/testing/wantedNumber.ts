import type { PartExplanation } from "../matches/matchExtension";
import { parsePortRange } from "../net/portRange";
import { parseUint32 } from "../net/uint32";

/** A number that a rule's value asks for: `80`, `0x0a`, `1:1023` or a list of such; when inverted, one that is not in it. */
export function wantedNumber({ ruleValue, inverted }: PartExplanation): number {
  const ranges = ruleValue.split(",").map((word) => {
    const number = parseUint32(word);
    return number === undefined ? parsePortRange(word) : { from: number, to: number };
  });
  const known = ranges.filter((range) => range !== undefined);
  if (!inverted) return known[0]?.from ?? 0;
  const candidates = [0, ...known.map(({ to }) => to + 1)];
  const free = candidates.find((one) => known.every(({ from, to }) => one < from || one > to));
  return free ?? 0;
}
