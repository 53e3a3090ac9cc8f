import type { Decision } from "../net/decision";
import { parseUint32 } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { findOption, refuseValue } from "./writtenOptions";

/** `-m limit`: a token bucket. */
export interface LimitMatch {
  readonly match: "limit";
  /** Time between two packets in 1/10000 s, as the kernel stores it. */
  readonly interval: number;
  readonly burst: number;
}

/** Units from the longest to the shortest, in 1/10000 s. Source: iptables 1.8.9 libxt_limit.c. */
const UNITS = [
  ["day", 864_000_000],
  ["hour", 36_000_000],
  ["min", 600_000],
  ["sec", 10_000],
] as const;
const LONG_NAMES = { day: "day", hour: "hour", min: "minute", sec: "second" } as const;
const DEFAULT_RATE = "3/hour";
const DEFAULT_BURST = 5;
const MOST_BURST = 10_000;

const UNDECIDED: Decision = { missing: { kind: "time", name: "how often the limit was reached" } };

/**
 * How many packets other traffic has taken from the bucket is not known, so the test is undecided.
 * Source: iptables 1.8.9 libxt_limit.c (text).
 */
export const limit: MatchExtension<LimitMatch> = {
  name: "limit",
  options: { "--limit": 1, "--limit-burst": 1 },
  inverts: [],

  parse(options) {
    const rate = findOption(options, "--limit");
    const interval = parseRate(rate?.values[0] ?? DEFAULT_RATE);
    if (rate !== undefined && interval === undefined) {
      return refuseValue(rate, "NUMBER/sec, /min, /hour or /day, at most 10000 a second");
    }
    const burstOption = findOption(options, "--limit-burst");
    const burst = parseUint32(burstOption?.values[0] ?? String(DEFAULT_BURST));
    if (burstOption !== undefined && (burst === undefined || burst > MOST_BURST)) {
      return refuseValue(burstOption, `0 to ${MOST_BURST}`);
    }
    const spec = { interval: interval ?? 0, burst: burst ?? DEFAULT_BURST };
    return { ok: true, value: { match: "limit", ...spec } };
  },

  print({ interval, burst }) {
    const rate = `--limit ${printRate(interval)}`;
    return burst === DEFAULT_BURST ? rate : `${rate} --limit-burst ${burst}`;
  },

  test() {
    return UNDECIDED;
  },

  explain(spec) {
    return [
      explainPart({
        part: limit.print(spec),
        field: "rate",
        packetValue: "not known",
        ruleValue: printRate(spec.interval),
        inverted: false,
        holds: UNDECIDED,
      }),
    ];
  },
};

/** The unit may be cut short: `5/s`, `5/minute`; without it, a second is meant. */
function parseRate(text: string): number | undefined {
  const [, numberText, unitText = "sec"] = /^(\d+)(?:\/([a-z]+))?$/i.exec(text) ?? [];
  const word = unitText.toLowerCase();
  const unit = UNITS.find(([name]) => LONG_NAMES[name].startsWith(word));
  const number = Number(numberText);
  if (unit === undefined || !(number > 0)) return undefined;
  const interval = Math.floor(unit[1] / number);
  return interval === 0 ? undefined : interval;
}

/** In the first unit that gives a rate of one or more without loss, as print_rate of iptables chooses it. */
function printRate(interval: number): string {
  let chosen: (typeof UNITS)[number] = UNITS[0];
  for (const unit of UNITS) {
    const [, length] = unit;
    if (interval > length || length / interval < length % interval) break;
    chosen = unit;
  }
  return `${Math.floor(chosen[1] / interval)}/${chosen[0]}`;
}
