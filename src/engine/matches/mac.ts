import type { Decision } from "../net/decision";
import { explainPart } from "./explanation";
import type { MatchContext, MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m mac`: the hardware address that the frame came from. */
export interface MacMatch {
  readonly match: "mac";
  /** Six pairs of lower-case hexadecimal digits with colons. */
  readonly source: string;
  readonly inverted: boolean;
}

const ADDRESS = /^[\da-f]{1,2}(:[\da-f]{1,2}){5}$/i;

/**
 * Hardware addresses are not modelled: undecided, except for a packet that came in by no interface, which
 * never matches. Source: iptables 1.8.9 libxt_mac.c (text), Linux net/netfilter/xt_mac.c (test).
 */
export const mac: MatchExtension<MacMatch> = {
  name: "mac",
  options: { "--mac-source": 1 },
  inverts: ["--mac-source"],
  hooks: () => ["PREROUTING", "INPUT", "FORWARD"],

  parse(options) {
    const option = findOption(options, "--mac-source");
    if (option === undefined) return refuse("mac wants --mac-source with an address");
    const [text = ""] = option.values;
    if (!ADDRESS.test(text)) return refuseValue(option, "an address such as 02:00:00:00:00:01");
    const pairs = text.toLowerCase().split(":");
    const source = pairs.map((pair) => pair.padStart(2, "0")).join(":");
    return { ok: true, value: { match: "mac", source, inverted: option.inverted } };
  },

  print({ source, inverted }) {
    return `${bang(inverted)}--mac-source ${source}`;
  },

  test(_spec, _packet, context) {
    return decisionFor(context);
  },

  explain({ source, inverted }, _packet, context) {
    const explanation = explainPart({
      part: `--mac-source ${source}`,
      field: "hardware address",
      packetValue: "not known",
      ruleValue: source,
      inverted,
      holds: false,
    });
    return [{ ...explanation, decision: decisionFor(context) }];
  },
};

function decisionFor({ inInterface }: MatchContext): Decision {
  if (inInterface === undefined) return "no";
  return { missing: { kind: "other", name: "hardware address of the sender" } };
}
