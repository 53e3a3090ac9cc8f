import type { Parsed, WrittenOption } from "./matchExtension";
import { bang, refuse, refuseValue } from "./writtenOptions";

/** A test of what an entry has counted: `--packets-gt 5`. */
export interface SetCounterTest {
  readonly counter: "packets" | "bytes";
  readonly comparison: "eq" | "lt" | "gt";
  readonly value: bigint;
  readonly inverted: boolean;
}

const COUNTERS = ["packets", "bytes"] as const;
const COMPARISONS = ["eq", "lt", "gt"] as const;
const UINT64_MAX = (1n << 64n) - 1n;

/** `--packets-eq`, `--bytes-gt` and their like, each with one word. */
export const SET_COUNTER_OPTIONS: readonly string[] = COUNTERS.flatMap((counter) =>
  COMPARISONS.map((comparison) => `--${counter}-${comparison}`),
);

/** Reads the tests of counters, at most one of either counter. Source: iptables 1.8.9 libxt_set.c, set_parse_v4. */
export function parseSetCounters(
  options: readonly WrittenOption[],
): Parsed<readonly SetCounterTest[]> {
  const tests: SetCounterTest[] = [];
  for (const counter of COUNTERS) {
    const [option, second] = options.filter(({ name }) => name.startsWith(`--${counter}-`));
    if (second !== undefined) return refuse(`set compares its ${counter} once`, second);
    if (option === undefined) continue;
    const comparison = COMPARISONS.find((one) => option.name.endsWith(one)) ?? "eq";
    const value = parseCount(option.values[0] ?? "");
    if (value === undefined) return refuseValue(option, "a number");
    tests.push({ counter, comparison, value, inverted: option.inverted });
  }
  return { ok: true, value: tests };
}

/** `! --packets-eq 5` */
export function printSetCounter({ counter, comparison, value, inverted }: SetCounterTest): string {
  return `${bang(inverted)}--${counter}-${comparison} ${value}`;
}

function parseCount(text: string): bigint | undefined {
  if (!/^(0x[\da-f]+|\d+)$/i.test(text)) return undefined;
  const value = BigInt(text);
  return value <= UINT64_MAX ? value : undefined;
}
