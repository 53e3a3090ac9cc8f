import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j IDLETIMER`: winds up a timer that tells programs when nothing has passed for a while. */
export interface IdletimerTarget {
  readonly target: "IDLETIMER";
  readonly timeoutSeconds: number;
  readonly label: string;
  /** Whether the time that the machine sleeps counts. */
  readonly alarm: boolean;
}

// Source: Linux include/uapi/linux/netfilter/xt_IDLETIMER.h, MAX_IDLETIMER_LABEL_SIZE, less the closing zero.
const LONGEST_LABEL = 27;
// Source: Linux net/netfilter/xt_IDLETIMER.c, idletimer_tg_helper: less than INT_MAX milliseconds.
const LONGEST_TIMEOUT = 2_147_482;

/** Source: iptables 1.8.9 libxt_IDLETIMER.c (text), Linux net/netfilter/xt_IDLETIMER.c (action). */
export const idletimer: TargetExtension<IdletimerTarget> = {
  name: "IDLETIMER",
  options: { "--timeout": 1, "--label": 1, "--alarm": 0 },
  isTerminal: false,

  parse(options) {
    const timeout = readNumber(options, "--timeout", { least: 1, most: LONGEST_TIMEOUT });
    if (!timeout.ok) return timeout;
    const option = findOption(options, "--label");
    if (timeout.value === undefined || option === undefined) {
      return refuse("IDLETIMER wants --timeout with seconds and --label with a name");
    }
    const label = (option.values[0] ?? "").slice(0, LONGEST_LABEL);
    if (label === "") return refuseValue(option, "a name");
    const alarm = findOption(options, "--alarm") !== undefined;
    return {
      ok: true,
      value: { target: "IDLETIMER", timeoutSeconds: timeout.value, label, alarm },
    };
  },

  /** The label stands there without quotes whatever is in it. */
  print({ timeoutSeconds, label, alarm }) {
    return `--timeout ${timeoutSeconds} --label ${label}${alarm ? " --alarm" : ""}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ label }) {
    return `IDLETIMER ${label}`;
  },
};
