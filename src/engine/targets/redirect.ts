import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import {
  ANY_RANGE,
  mayChangePorts,
  parseNatPorts,
  printNatFlags,
  printNatPorts,
  randomOf,
} from "./natRange";
import type { NatRange, TargetExtension } from "./targetExtension";

/** `-j REDIRECT`: gives the connection the node's own address as destination, and perhaps another port. */
export interface RedirectTarget {
  readonly target: "REDIRECT";
  readonly range: NatRange;
}

/** Source: iptables 1.8.9 libxt_REDIRECT.c (text), Linux net/netfilter/nf_nat_redirect.c (action). */
export const redirect: TargetExtension<RedirectTarget> = {
  name: "REDIRECT",
  options: { "--to-ports": 1, "--random": 0 },
  tables: ["nat"],
  hooks: ["PREROUTING", "OUTPUT"],
  isTerminal: true,

  parse(options, protocol) {
    const option = findOption(options, "--to-ports");
    const ports = option && parseNatPorts(option.values[0] ?? "");
    if (option !== undefined && (ports === undefined || ports.shiftedFrom !== undefined)) {
      return refuseValue(option, "PORT or FROM-TO");
    }
    if (option !== undefined && !mayChangePorts(protocol)) {
      return refuse(
        "REDIRECT --to-ports wants -p tcp, udp, sctp, dccp or icmp in the same rule",
        option,
      );
    }
    const range = { ...ANY_RANGE, ports: ports?.ports, random: randomOf(options) };
    return { ok: true, value: { target: "REDIRECT", range } };
  },

  print({ range }) {
    const ports = range.ports === undefined ? [] : [`--to-ports ${printNatPorts(range)}`];
    return [...ports, ...printNatFlags(range)].join(" ");
  },

  act({ range }) {
    return { do: "redirect", range };
  },

  label({ range }) {
    return range.ports === undefined ? "REDIRECT" : `REDIRECT :${printNatPorts(range)}`;
  },
};
