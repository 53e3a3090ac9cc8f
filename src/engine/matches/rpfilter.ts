import { isUndecided } from "../net/decision";
import { explainPart, invertIf } from "./explanation";
import type { MatchContext, MatchExtension, ReversePathQuestion } from "./matchExtension";
import { findOption } from "./writtenOptions";

/** `-m rpfilter`: whether the node would answer over the interface by which the packet came in. */
export interface RpfilterMatch extends ReversePathQuestion {
  readonly match: "rpfilter";
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_rpfilter.c (text), Linux net/ipv4/netfilter/ipt_rpfilter.c (test). */
export const rpfilter: MatchExtension<RpfilterMatch> = {
  name: "rpfilter",
  options: { "--loose": 0, "--validmark": 0, "--accept-local": 0, "--invert": 0 },
  inverts: [],
  tables: ["raw", "mangle"],
  hooks: () => ["PREROUTING"],

  parse(options) {
    return {
      ok: true,
      value: {
        match: "rpfilter",
        isLoose: findOption(options, "--loose") !== undefined,
        usesMark: findOption(options, "--validmark") !== undefined,
        acceptsLocal: findOption(options, "--accept-local") !== undefined,
        inverted: findOption(options, "--invert") !== undefined,
      },
    };
  },

  print(spec) {
    return spec.inverted ? [...flags(spec), "--invert"].join(" ") : flags(spec).join(" ");
  },

  parts: (spec) => [partOf(spec)],

  test(spec, _packet, context) {
    return invertIf(spec.inverted, context.isReversePath(spec));
  },

  explain(spec, _packet, context) {
    const holds = context.isReversePath(spec);
    const { part: _, ...explained } = explainPart({
      part: "",
      field: "way back",
      packetValue: isUndecided(holds) ? "not known" : wayBack(holds, context),
      ruleValue: spec.isLoose ? "over any interface" : "over the same interface",
      inverted: spec.inverted,
      holds,
    });
    return [{ part: partOf(spec), ...explained }];
  },
};

function flags({ isLoose, usesMark, acceptsLocal }: RpfilterMatch): readonly string[] {
  return [
    ...(isLoose ? ["--loose"] : []),
    ...(usesMark ? ["--validmark"] : []),
    ...(acceptsLocal ? ["--accept-local"] : []),
  ];
}

/** The match inverts by an option of its own, so no `!` stands before its part. */
function partOf(spec: RpfilterMatch): string {
  return ["-m rpfilter", rpfilter.print(spec)].filter((text) => text !== "").join(" ");
}

function wayBack(holds: "yes" | "no", { inInterface = "nowhere" }: MatchContext): string {
  return holds === "yes" ? `over ${inInterface}` : `not over ${inInterface}`;
}
