import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { mayChangePorts, parseNatTo, printNatFlags, printNatTo, randomOf } from "./natRange";
import type { NatRange, TargetExtension } from "./targetExtension";

/** `-j DNAT`: gives the connection another destination address, port or both. */
export interface DnatTarget {
  readonly target: "DNAT";
  readonly range: NatRange;
}

/** Source: iptables 1.8.9 libipt_DNAT.c (text), Linux net/netfilter/xt_nat.c (action). */
export const dnat: TargetExtension<DnatTarget> = {
  name: "DNAT",
  options: { "--to-destination": 1, "--random": 0, "--persistent": 0 },
  tables: ["nat"],
  hooks: ["PREROUTING", "OUTPUT"],
  isTerminal: true,

  parse(options, protocol, family = "IPv4") {
    const option = findOption(options, "--to-destination");
    if (option === undefined) return refuse("DNAT wants --to-destination with an address");
    const to = parseNatTo(option.values[0] ?? "", family);
    if (to === undefined) {
      return refuseValue(option, "ADDRESS, ADDRESS:PORT or ranges of them with a hyphen");
    }
    if (to.ports !== undefined && !mayChangePorts(protocol)) {
      return refuse(
        "DNAT with a port wants -p tcp, udp, sctp, dccp or icmp in the same rule",
        option,
      );
    }
    const persistent = findOption(options, "--persistent") !== undefined;
    const { addresses, ports, shiftedFrom } = to;
    const range = { addresses, ports, shiftedFrom, random: randomOf(options), persistent };
    return { ok: true, value: { target: "DNAT", range } };
  },

  print({ range }) {
    return [`--to-destination ${printNatTo(range)}`, ...printNatFlags(range)].join(" ");
  },

  act({ range }) {
    return { do: "nat", manip: "destination", range };
  },

  label({ range }) {
    return `DNAT ${printNatTo(range)}`;
  },
};
