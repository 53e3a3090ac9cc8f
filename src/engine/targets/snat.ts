import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { mayChangePorts, parseNatTo, printNatFlags, printNatTo, randomOf } from "./natRange";
import type { NatRange, TargetExtension } from "./targetExtension";

/** `-j SNAT`: gives the connection another source address, port or both. */
export interface SnatTarget {
  readonly target: "SNAT";
  readonly range: NatRange;
}

/** Source: iptables 1.8.9 libipt_SNAT.c (text), Linux net/netfilter/xt_nat.c (action). */
export const snat: TargetExtension<SnatTarget> = {
  name: "SNAT",
  options: { "--to-source": 1, "--random": 0, "--random-fully": 0, "--persistent": 0 },
  tables: ["nat"],
  hooks: ["INPUT", "POSTROUTING"],
  isTerminal: true,

  parse(options, protocol, family = "IPv4") {
    const option = findOption(options, "--to-source");
    if (option === undefined) return refuse("SNAT wants --to-source with an address");
    const to = parseNatTo(option.values[0] ?? "", family);
    if (to === undefined) {
      return refuseValue(option, "ADDRESS, ADDRESS:PORT or ranges of them with a hyphen");
    }
    if (to.ports !== undefined && !mayChangePorts(protocol)) {
      return refuse(
        "SNAT with a port wants -p tcp, udp, sctp, dccp or icmp in the same rule",
        option,
      );
    }
    const persistent = findOption(options, "--persistent") !== undefined;
    // iptables has no room for the port to count from, and gives the kernel 0.
    const shiftedFrom = to.shiftedFrom === undefined ? undefined : 0;
    const range = { ...to, shiftedFrom, random: randomOf(options), persistent };
    return { ok: true, value: { target: "SNAT", range } };
  },

  print({ range }) {
    return [`--to-source ${printNatTo(range)}`, ...printNatFlags(range)].join(" ");
  },

  act({ range }) {
    return { do: "nat", manip: "source", range };
  },

  label({ range }) {
    return `SNAT ${printNatTo(range)}`;
  },
};
