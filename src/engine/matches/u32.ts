import { type Decision, isUndecided } from "../net/decision";
import { packetBytes } from "../net/packetBytes";
import { explainPart, invertIf } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { testU32 } from "./u32Test";
import { parseU32, printU32, type U32Test } from "./u32Text";
import { bang, findOption, refuse } from "./writtenOptions";

/** `-m u32`: four bytes at a time, wherever in the packet. */
export interface U32Match {
  readonly match: "u32";
  /** All have to hold. */
  readonly tests: readonly U32Test[];
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_u32.c (text), Linux net/netfilter/xt_u32.c (test). */
export const u32: MatchExtension<U32Match> = {
  name: "u32",
  options: { "--u32": 1 },
  inverts: ["--u32"],

  parse(options) {
    const option = findOption(options, "--u32");
    if (option === undefined) return refuse('u32 wants --u32 with a test such as "6&0xff=17"');
    const parsed = parseU32(option.values[0] ?? "");
    if (!parsed.ok) return refuse(`--u32: ${parsed.problem}`, option);
    return { ok: true, value: { match: "u32", tests: parsed.value, inverted: option.inverted } };
  },

  print({ tests, inverted }) {
    return `${bang(inverted)}--u32 "${printU32(tests)}"`;
  },

  test({ tests, inverted }, packet) {
    return invertIf(inverted, testU32(tests, packetBytes(packet)).decision);
  },

  explain({ tests, inverted }, packet) {
    const { decision, lastValue } = testU32(tests, packetBytes(packet));
    return [
      explainPart({
        part: `--u32 "${printU32(tests)}"`,
        field: "packet bytes",
        packetValue: valueText(decision, lastValue),
        ruleValue: printU32(tests),
        inverted,
        holds: decision,
      }),
    ];
  },
};

function valueText(decision: Decision, lastValue: number | undefined): string {
  if (lastValue !== undefined) return `0x${lastValue.toString(16)}`;
  return isUndecided(decision) ? "not known" : "too short";
}
