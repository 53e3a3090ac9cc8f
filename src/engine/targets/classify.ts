import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import type { TargetExtension } from "./targetExtension";

/** `-j CLASSIFY`: puts the packet into a class of the traffic shaper, which no rule or route here looks at. */
export interface ClassifyTarget {
  readonly target: "CLASSIFY";
  /** The class as `tc` writes it, 16 bits each. */
  readonly major: number;
  readonly minor: number;
}

/** Source: iptables 1.8.9 libxt_CLASSIFY.c (text), Linux net/netfilter/xt_CLASSIFY.c (action). */
export const classify: TargetExtension<ClassifyTarget> = {
  name: "CLASSIFY",
  options: { "--set-class": 1 },
  hooks: ["FORWARD", "OUTPUT", "POSTROUTING"],
  isTerminal: false,

  parse(options) {
    const option = findOption(options, "--set-class");
    if (option === undefined) return refuse("CLASSIFY wants --set-class MAJOR:MINOR");
    // Read by sscanf(3) as %x:%x: what follows the second number is not looked at, and only 16 bits of each are kept.
    const [, major, minor] =
      /^(?:0x)?([\da-f]+):(?:0x)?([\da-f]+)/i.exec(option.values[0] ?? "") ?? [];
    if (major === undefined || minor === undefined) {
      return refuseValue(option, "MAJOR:MINOR in hexadecimal, as 1:10");
    }
    return {
      ok: true,
      value: { target: "CLASSIFY", major: lower16(major), minor: lower16(minor) },
    };
  },

  print(spec) {
    return `--set-class ${classText(spec)}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label(spec) {
    return `CLASSIFY ${classText(spec)}`;
  },
};

function lower16(hex: string): number {
  return Number.parseInt(hex.slice(-4), 16);
}

function classText({ major, minor }: ClassifyTarget): string {
  return [major, minor].map((number) => number.toString(16).padStart(4, "0")).join(":");
}
