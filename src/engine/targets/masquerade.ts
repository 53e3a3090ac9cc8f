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

/** `-j MASQUERADE`: gives the connection the address of the interface it leaves by as source. */
export interface MasqueradeTarget {
  readonly target: "MASQUERADE";
  readonly range: NatRange;
}

/** Source: iptables 1.8.9 libxt_MASQUERADE.c (text), Linux net/netfilter/nf_nat_masquerade.c (action). */
export const masquerade: TargetExtension<MasqueradeTarget> = {
  name: "MASQUERADE",
  options: { "--to-ports": 1, "--random": 0, "--random-fully": 0 },
  tables: ["nat"],
  hooks: ["POSTROUTING"],
  isTerminal: true,

  parse(options, protocol) {
    const option = findOption(options, "--to-ports");
    const ports = option && parseNatPorts(option.values[0] ?? "");
    if (option !== undefined && ports === undefined) {
      return refuseValue(option, "PORT or FROM-TO");
    }
    if (option !== undefined && !mayChangePorts(protocol)) {
      return refuse(
        "MASQUERADE --to-ports wants -p tcp, udp, sctp, dccp or icmp in the same rule",
        option,
      );
    }
    // iptables has no room for the port to count from, and gives the kernel 0.
    const shiftedFrom = ports?.shiftedFrom === undefined ? undefined : 0;
    const range = { ...ANY_RANGE, ports: ports?.ports, shiftedFrom, random: randomOf(options) };
    return { ok: true, value: { target: "MASQUERADE", range } };
  },

  print({ range }) {
    const ports = range.ports === undefined ? [] : [`--to-ports ${printNatPorts(range)}`];
    return [...ports, ...printNatFlags(range)].join(" ");
  },

  act({ range }) {
    return { do: "masquerade", range };
  },

  label({ range }) {
    return range.ports === undefined ? "MASQUERADE" : `MASQUERADE :${printNatPorts(range)}`;
  },
};
