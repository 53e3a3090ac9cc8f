import type { Decision } from "../net/decision";
import { printWord } from "../net/quotedWord";
import type { MatchExtension } from "./matchExtension";
import { findOption, refuse } from "./writtenOptions";

/**
 * `-m hidden`: our own, and no match of netfilter's, so that no kernel takes a rule with it. It stands for a part that the
 * text a rule was read from does not show, as `iptables -L` without `-v` shows no interfaces: nobody can decide it.
 */
export interface HiddenMatch {
  readonly match: "hidden";
  /** What is amiss, in a few words that are shown in the rule's place: `interfaces not shown`. */
  readonly part: string;
}

/** A rule with it is undecided for every packet that its other parts let through. */
export const hidden: MatchExtension<HiddenMatch> = {
  name: "hidden",
  options: { "--part": 1 },
  inverts: [],

  parse(options) {
    const [part] = findOption(options, "--part")?.values ?? [];
    if (part === undefined) return refuse("hidden wants --part with what the text does not show");
    return { ok: true, value: { match: "hidden", part } };
  },

  print({ part }) {
    return `--part ${printWord(part)}`;
  },

  parts({ part }) {
    return [part];
  },

  test(spec) {
    return undecided(spec);
  },

  explain(spec) {
    return [
      {
        part: spec.part,
        decision: undecided(spec),
        field: "part not shown",
        packetValue: "",
        ruleValue: spec.part,
        inverted: false,
      },
    ];
  },
};

function undecided({ part }: HiddenMatch): Decision {
  return { missing: { kind: "other", name: `what the rule asks for besides (${part})` } };
}
