import { type Decision, decide } from "../net/decision";
import { parseUint32 } from "../net/uint32";
import { explainPart, invertIf } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m cpu`: which processor handles the packet. */
export interface CpuMatch {
  readonly match: "cpu";
  readonly cpu: number;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_cpu.c (text), Linux net/netfilter/xt_cpu.c (test). */
export const cpu: MatchExtension<CpuMatch> = {
  name: "cpu",
  options: { "--cpu": 1 },
  inverts: ["--cpu"],

  parse(options) {
    const option = findOption(options, "--cpu");
    if (option === undefined) return refuse("cpu wants --cpu with a number");
    const number = parseUint32(option.values[0] ?? "");
    if (number === undefined) return refuseValue(option, "a number of 32 bits");
    return { ok: true, value: { match: "cpu", cpu: number, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--cpu ${spec.cpu}`;
  },

  test(spec, { said }) {
    return invertIf(spec.inverted, isOn(spec, said?.cpu));
  },

  explain(spec, { said }) {
    return [
      explainPart({
        part: `--cpu ${spec.cpu}`,
        field: "processor",
        packetValue: said?.cpu === undefined ? "not known" : String(said.cpu),
        ruleValue: String(spec.cpu),
        inverted: spec.inverted,
        holds: isOn(spec, said?.cpu),
      }),
    ];
  },
};

function isOn(spec: CpuMatch, actual: number | undefined): Decision {
  if (actual !== undefined) return decide(actual === spec.cpu);
  return { missing: { kind: "other", name: "which processor handles the packet" } };
}
