import { decide } from "../net/decision";
import { type CtState, ctStatesOf, isInCtState, parseCtStates } from "./connectionStates";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m state`: the older way to write `-m conntrack --ctstate`. */
export interface StateMatch {
  readonly match: "state";
  readonly states: readonly CtState[];
  readonly inverted: boolean;
}

const STATES = ["INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED"] as const;

/** Source: iptables 1.8.9 libxt_conntrack.c, state_mt_reg. */
export const state: MatchExtension<StateMatch> = {
  name: "state",
  options: { "--state": 1 },
  inverts: ["--state"],

  parse(options) {
    const option = findOption(options, "--state");
    if (option === undefined) return refuse("state wants --state with a list of states");
    const states = parseCtStates(option.values[0] ?? "", STATES);
    if (states === undefined) return refuseValue(option, `a list of ${STATES.join(", ")}`);
    return { ok: true, value: { match: "state", states, inverted: option.inverted } };
  },

  print({ states, inverted }) {
    return `${bang(inverted)}--state ${states.join(",")}`;
  },

  test({ states, inverted }, _packet, context) {
    return decide(isInCtState(states, context) !== inverted);
  },

  explain({ states, inverted }, _packet, context) {
    return [
      explainPart({
        part: `--state ${states.join(",")}`,
        field: "connection state",
        packetValue: ctStatesOf(context).join(","),
        ruleValue: states.join(","),
        inverted,
        holds: isInCtState(states, context),
      }),
    ];
  },
};
