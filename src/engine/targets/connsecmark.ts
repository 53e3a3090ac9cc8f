import { refuse } from "../matches/writtenOptions";
import type { TargetExtension } from "./targetExtension";

/** `-j CONNSECMARK`: copies the security mark of packet and connection, which no rule or route here looks at. */
export interface ConnsecmarkTarget {
  readonly target: "CONNSECMARK";
  readonly action: "save" | "restore";
}

/** Source: iptables 1.8.9 libxt_CONNSECMARK.c (text), Linux net/netfilter/xt_CONNSECMARK.c (action). */
export const connsecmark: TargetExtension<ConnsecmarkTarget> = {
  name: "CONNSECMARK",
  options: { "--save": 0, "--restore": 0 },
  tables: ["mangle", "security"],
  isTerminal: false,

  parse(options) {
    const [option] = options;
    if (option === undefined || options.length > 1) {
      return refuse("CONNSECMARK wants one of --save and --restore", options[1]);
    }
    const action = option.name === "--save" ? "save" : "restore";
    return { ok: true, value: { target: "CONNSECMARK", action } };
  },

  print({ action }) {
    return `--${action}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ action }) {
    return `CONNSECMARK ${action}`;
  },
};
