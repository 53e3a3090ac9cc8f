import { findOption, refuseValue } from "../matches/writtenOptions";
import { TCP } from "../net/protocol";
import type { TargetExtension } from "./targetExtension";

/** `-j REJECT`: throws the packet away and tells its sender. */
export interface RejectTarget {
  readonly target: "REJECT";
  /** `icmp-port-unreachable`, `tcp-reset` …, in full. */
  readonly with: string;
}

/** Full names and short ones. Source: iptables 1.8.9 libipt_REJECT.c, reject_table. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ["icmp-net-unreachable", "net-unreach"],
  ["icmp-host-unreachable", "host-unreach"],
  ["icmp-proto-unreachable", "proto-unreach"],
  ["icmp-port-unreachable", "port-unreach"],
  ["icmp-net-prohibited", "net-prohib"],
  ["icmp-host-prohibited", "host-prohib"],
  ["tcp-reset", "tcp-rst"],
  ["icmp-admin-prohibited", "admin-prohib"],
]);

const DEFAULT_ANSWER = "icmp-port-unreachable";

/** Source: iptables 1.8.9 libipt_REJECT.c (text), Linux net/ipv4/netfilter/ipt_REJECT.c (checks). */
export const reject: TargetExtension<RejectTarget> = {
  name: "REJECT",
  options: { "--reject-with": 1 },
  tables: ["filter"],
  hooks: ["INPUT", "FORWARD", "OUTPUT"],
  isTerminal: true,

  parse(options, protocol) {
    const option = findOption(options, "--reject-with");
    if (option === undefined)
      return { ok: true, value: { target: "REJECT", with: DEFAULT_ANSWER } };
    const answer = fullName(option.values[0] ?? "");
    if (answer === undefined)
      return refuseValue(option, `one of ${[...ANSWERS.keys()].join(", ")}`);
    if (answer === "tcp-reset" && protocol !== TCP) {
      return refuseValue(option, "-p tcp in the same rule for tcp-reset");
    }
    return { ok: true, value: { target: "REJECT", with: answer } };
  },

  print(spec) {
    return `--reject-with ${spec.with}`;
  },

  act(spec) {
    return { do: "reject", with: spec.with };
  },

  label(spec) {
    return spec.with === DEFAULT_ANSWER ? "REJECT" : `REJECT ${spec.with}`;
  },
};

/** Names may be cut short, as iptables allows: `icmp-port` is `icmp-port-unreachable`. */
function fullName(text: string): string | undefined {
  const word = text.toLowerCase();
  if (word === "") return undefined;
  for (const [name, short] of ANSWERS) {
    if (name.startsWith(word) || short.startsWith(word)) return name;
  }
  return undefined;
}
