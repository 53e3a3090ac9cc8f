import { findOption, refuseValue } from "../matches/writtenOptions";
import type { Family } from "../net/family";
import { TCP } from "../net/protocol";
import type { TargetExtension } from "./targetExtension";

/** `-j REJECT`: throws the packet away and tells its sender. */
export interface RejectTarget {
  readonly target: "REJECT";
  /** `icmp-port-unreachable`, `icmp6-no-route`, `tcp-reset` …, in full. */
  readonly with: string;
}

/** Full names and short ones, by family. Source: iptables 1.8.9 libipt_REJECT.c and libip6t_REJECT.c, reject_table. */
const ANSWERS_IPV4: ReadonlyMap<string, string> = new Map([
  ["icmp-net-unreachable", "net-unreach"],
  ["icmp-host-unreachable", "host-unreach"],
  ["icmp-proto-unreachable", "proto-unreach"],
  ["icmp-port-unreachable", "port-unreach"],
  ["icmp-net-prohibited", "net-prohib"],
  ["icmp-host-prohibited", "host-prohib"],
  ["tcp-reset", "tcp-rst"],
  ["icmp-admin-prohibited", "admin-prohib"],
]);

const ANSWERS_IPV6: ReadonlyMap<string, string> = new Map([
  ["icmp6-no-route", "no-route"],
  ["icmp6-adm-prohibited", "adm-prohibited"],
  ["icmp6-addr-unreachable", "addr-unreach"],
  ["icmp6-port-unreachable", "port-unreach"],
  ["tcp-reset", "tcp-reset"],
  ["icmp6-policy-fail", "policy-fail"],
  ["icmp6-reject-route", "reject-route"],
]);

const ANSWERS: Readonly<Record<Family, ReadonlyMap<string, string>>> = {
  IPv4: ANSWERS_IPV4,
  IPv6: ANSWERS_IPV6,
};

const DEFAULT_ANSWERS: Readonly<Record<Family, string>> = {
  IPv4: "icmp-port-unreachable",
  IPv6: "icmp6-port-unreachable",
};

/**
 * Source: iptables 1.8.9 libipt_REJECT.c and libip6t_REJECT.c (text), Linux net/ipv4/netfilter/ipt_REJECT.c and
 * net/ipv6/netfilter/ip6t_REJECT.c (checks).
 */
export const reject: TargetExtension<RejectTarget> = {
  name: "REJECT",
  options: { "--reject-with": 1 },
  tables: ["filter"],
  hooks: ["INPUT", "FORWARD", "OUTPUT"],
  isTerminal: true,

  parse(options, protocol, family = "IPv4") {
    const option = findOption(options, "--reject-with");
    if (option === undefined) {
      return { ok: true, value: { target: "REJECT", with: DEFAULT_ANSWERS[family] } };
    }
    const answer = fullName(option.values[0] ?? "", ANSWERS[family]);
    if (answer === undefined) {
      return refuseValue(option, `one of ${[...ANSWERS[family].keys()].join(", ")}`);
    }
    if (answer === "tcp-reset" && protocol !== TCP) {
      return refuseValue(option, "-p tcp in the same rule for tcp-reset");
    }
    return { ok: true, value: { target: "REJECT", with: answer } };
  },

  whyNot(spec, { protocol }) {
    return spec.with === "tcp-reset" && protocol?.inverted
      ? "REJECT --reject-with tcp-reset wants -p tcp without ! in the same rule"
      : undefined;
  },

  print(spec) {
    return `--reject-with ${spec.with}`;
  },

  act(spec) {
    return { do: "reject", with: spec.with };
  },

  label(spec) {
    const isDefault = Object.values(DEFAULT_ANSWERS).includes(spec.with);
    return isDefault ? "REJECT" : `REJECT ${spec.with}`;
  },
};

/** Names may be cut short, as iptables allows: `icmp-port` is `icmp-port-unreachable`. */
function fullName(text: string, answers: ReadonlyMap<string, string>): string | undefined {
  const word = text.toLowerCase();
  if (word === "") return undefined;
  for (const [name, short] of answers) {
    if (name.startsWith(word) || short.startsWith(word)) return name;
  }
  return undefined;
}
