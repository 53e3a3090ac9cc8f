import type { Packet } from "../net/packet";
import { parseUint32 } from "../net/uint32";
import type { Parsed, WrittenOption } from "./matchExtension";
import { refuse, refuseValue } from "./writtenOptions";

const COMPARISONS = {
  eq: (actual: number, value: number) => actual === value,
  lt: (actual: number, value: number) => actual < value,
  gt: (actual: number, value: number) => actual > value,
} as const;

/** What `ttl` and `hl` ask of the hops a packet has left. */
export interface HopsTest {
  readonly comparison: keyof typeof COMPARISONS;
  /** 0 to 255. */
  readonly value: number;
  readonly inverted: boolean;
}

const MOST_HOPS = 255;

/** Reads the one option of `ttl` or `hl`: `--ttl-eq`, `--hl-lt` … */
export function parseHops(
  match: "ttl" | "hl",
  options: readonly WrittenOption[],
): Parsed<HopsTest> {
  const [option] = options;
  if (option === undefined || options.length > 1) {
    return refuse(
      `${match} wants one of --${match}-eq, --${match}-lt and --${match}-gt`,
      options[1],
    );
  }
  const value = parseUint32(option.values[0] ?? "");
  if (value === undefined || value > MOST_HOPS) {
    return refuseValue(option, `a number from 0 to ${MOST_HOPS}`);
  }
  const comparison = option.name.slice(`--${match}-`.length) as HopsTest["comparison"];
  return { ok: true, value: { comparison, value, inverted: option.inverted } };
}

/** Before inversion. */
export function holdsHops({ comparison, value }: HopsTest, packet: Packet): boolean {
  return COMPARISONS[comparison](packet.ttl, value);
}
