import { decide } from "../net/decision";
import { parseUint32, UINT32_MAX } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchContext, MatchExtension } from "./matchExtension";
import { parseRate, printRate } from "./rate";
import { type TokenBucket, tokensAt } from "./tokenBucket";
import { findOption, refuse } from "./writtenOptions";

/** `-m limit`: a token bucket of the rule's own. */
export interface LimitMatch {
  readonly match: "limit";
  /** Time between two packets in 1/10000 s, as the kernel stores it. */
  readonly interval: number;
  readonly burst: number;
}

// Source: Linux include/uapi/linux/netfilter/xt_limit.h, XT_LIMIT_SCALE.
const SCALE = 10_000;
const STEPS_PER_MS = SCALE / 1000;
const DEFAULT_RATE = "3/hour";
const DEFAULT_BURST = 5;
const MOST_BURST = 10_000;
/** Credits gained in a second, in a kernel of 250 or 1000 Hz. Source: Linux net/netfilter/xt_limit.c, CREDITS_PER_JIFFY. */
const CREDITS_PER_SECOND = 32_000;

/**
 * The bucket begins full and lives with the world; only packets that come to the rule take from it.
 * Source: iptables 1.8.9 libxt_limit.c (text), Linux net/netfilter/xt_limit.c (test).
 */
export const limit: MatchExtension<LimitMatch> = {
  name: "limit",
  options: { "--limit": 1, "--limit-burst": 1 },
  inverts: [],

  parse(options) {
    const rate = findOption(options, "--limit");
    const interval = parseRate(rate?.values[0] ?? DEFAULT_RATE, SCALE);
    if (interval === undefined) {
      return refuse("--limit wants NUMBER/sec, /min, /hour or /day, at most 10000 a second", rate);
    }
    const burstOption = findOption(options, "--limit-burst");
    const burst = parseUint32(burstOption?.values[0] ?? String(DEFAULT_BURST));
    if (burst === undefined || burst > MOST_BURST) {
      return refuse(`--limit-burst wants a number from 1 to ${MOST_BURST}`, burstOption);
    }
    if (burst === 0 || creditsOf(interval * burst) < creditsOf(interval)) {
      return refuse(
        "the kernel refuses a burst of 0, and one too great for so low a rate",
        burstOption,
      );
    }
    return { ok: true, value: { match: "limit", interval, burst } };
  },

  print({ interval, burst }) {
    const rate = `--limit ${printRate(interval, SCALE)}`;
    return burst === DEFAULT_BURST ? rate : `${rate} --limit-burst ${burst}`;
  },

  test(spec, _packet, context) {
    const tokens = tokensNow(spec, context);
    const left = tokens >= 1 ? tokens - 1 : tokens;
    context.memory.numbers("limit").set(BUCKET, [left, context.timeMs]);
    return decide(tokens >= 1);
  },

  explain(spec, _packet, context) {
    const tokens = tokensNow(spec, context);
    return [
      explainPart({
        part: limit.print(spec),
        field: "packets left",
        packetValue: String(Math.floor(tokens)),
        ruleValue: printRate(spec.interval, SCALE),
        inverted: false,
        holds: tokens >= 1,
      }),
    ];
  },
};

/** A rule has one bucket. */
const BUCKET = "";

function tokensNow({ interval, burst }: LimitMatch, { memory, timeMs }: MatchContext): number {
  const capacity = creditsOf(interval * burst) / creditsOf(interval);
  const bucket: TokenBucket = { capacity, intervalMs: interval / STEPS_PER_MS };
  return tokensAt(bucket, memory.numbers("limit").get(BUCKET), timeMs);
}

/** What steps are worth, in the 32 bits that the kernel has for it. Source: Linux net/netfilter/xt_limit.c, user2credits. */
function creditsOf(steps: number): number {
  const known = steps % 2 ** 32;
  if (known > Math.floor(UINT32_MAX / CREDITS_PER_SECOND)) {
    return (Math.floor(known / SCALE) * CREDITS_PER_SECOND) % 2 ** 32;
  }
  return Math.floor((known * CREDITS_PER_SECOND) / SCALE);
}
