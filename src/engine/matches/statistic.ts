import { decide } from "../net/decision";
import { parseUint32 } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchContext, MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

interface RandomStatistic {
  readonly match: "statistic";
  readonly mode: "random";
  /** Chance in steps of 2^-31, as the kernel stores it. */
  readonly steps: number;
  readonly inverted: boolean;
}

interface NthStatistic {
  readonly match: "statistic";
  readonly mode: "nth";
  readonly every: number;
  /** The first to match, counted from 0; less than `every`. */
  readonly packet: number;
  readonly inverted: boolean;
}

/** `-m statistic`: by chance, or every n-th packet that reaches the match. */
export type StatisticMatch = RandomStatistic | NthStatistic;

/** What stands for certainty. Source: Linux net/netfilter/xt_statistic.c, which draws 31 bits. */
const CERTAIN = 0x80000000;
const DECIMALS = 11;

/** Source: iptables 1.8.9 libxt_statistic.c (text), Linux net/netfilter/xt_statistic.c (test). */
export const statistic: MatchExtension<StatisticMatch> = {
  name: "statistic",
  options: { "--mode": 1, "--probability": 1, "--every": 1, "--packet": 1 },
  inverts: ["--probability", "--every"],

  parse(options) {
    const mode = findOption(options, "--mode");
    if (mode === undefined) return refuse("statistic wants --mode random or --mode nth");
    if (mode.values[0] === "random") return parseRandom(options);
    if (mode.values[0] === "nth") return parseNth(options);
    return refuseValue(mode, "random or nth");
  },

  print(spec) {
    return `--mode ${spec.mode} ${bang(spec.inverted)}${conditionOf(spec)}`;
  },

  parts(spec) {
    return [`${bang(spec.inverted)}${conditionOf(spec)}`];
  },

  test(spec, _packet, context) {
    if (spec.mode === "random") return decide(context.draw(chanceOf(spec)));
    const count = context.memory.readNth();
    context.memory.writeNth(count + 1);
    return decide(isNth(spec, count) !== spec.inverted);
  },

  explain(spec, _packet, context) {
    const part = conditionOf(spec);
    if (spec.mode === "random") return [explainChance(spec, part, context)];
    const count = context.memory.readNth();
    return [
      explainPart({
        part,
        field: "packets that came here",
        packetValue: String(count),
        ruleValue: part,
        inverted: spec.inverted,
        holds: isNth(spec, count),
      }),
    ];
  },
};

function parseRandom(options: readonly WrittenOption[]): Parsed<StatisticMatch> {
  const option = findOption(options, "--probability");
  if (option === undefined) return refuse("statistic --mode random wants --probability");
  const stray = findOption(options, "--every") ?? findOption(options, "--packet");
  if (stray !== undefined) return refuse(`${stray.name} belongs to --mode nth`, stray);
  const text = option.values[0] ?? "";
  const probability = /^\d*\.?\d+(e-?\d+)?$|^\d+\.$/i.test(text) ? Number(text) : Number.NaN;
  if (!(probability >= 0 && probability <= 1)) return refuseValue(option, "a number from 0 to 1");
  const steps = Math.round(probability * CERTAIN);
  return {
    ok: true,
    value: { match: "statistic", mode: "random", steps, inverted: option.inverted },
  };
}

function parseNth(options: readonly WrittenOption[]): Parsed<StatisticMatch> {
  const everyOption = findOption(options, "--every");
  const packetOption = findOption(options, "--packet");
  if (everyOption === undefined || packetOption === undefined) {
    return refuse("statistic --mode nth wants --every and --packet", everyOption);
  }
  const every = parseUint32(everyOption.values[0] ?? "");
  if (every === undefined || every < 1) return refuseValue(everyOption, "a number from 1");
  const packet = parseUint32(packetOption.values[0] ?? "");
  if (packet === undefined || packet >= every) {
    return refuseValue(packetOption, `a number from 0 to ${every - 1}, less than --every`);
  }
  const { inverted } = everyOption;
  return { ok: true, value: { match: "statistic", mode: "nth", every, packet, inverted } };
}

function conditionOf(spec: StatisticMatch): string {
  if (spec.mode === "nth") return `--every ${spec.every} --packet ${spec.packet}`;
  return `--probability ${(spec.steps / CERTAIN).toFixed(DECIMALS)}`;
}

/** The chance that the match takes the packet, inversion included. */
function chanceOf({ steps, inverted }: RandomStatistic): number {
  return (inverted ? CERTAIN - steps : steps) / CERTAIN;
}

function isNth({ every, packet }: NthStatistic, count: number): boolean {
  return count % every === packet;
}

function explainChance(spec: RandomStatistic, part: string, context: MatchContext) {
  const chance = { part, field: "chance", ruleValue: part.slice("--probability ".length) };
  if (context.isUnreached === true) {
    const missing = { kind: "other", name: "chance, which was not asked" } as const;
    return explainPart({
      ...chance,
      inverted: spec.inverted,
      packetValue: "not drawn",
      holds: { missing },
    });
  }
  const took = context.draw(chanceOf(spec));
  return explainPart({
    ...chance,
    inverted: spec.inverted,
    packetValue: took ? "taken" : "not taken",
    holds: took !== spec.inverted,
  });
}
