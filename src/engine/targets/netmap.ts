import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import type { Ipv4 } from "../net/ipv4";
import {
  type MaskedAddress,
  parseMaskedAddress,
  prefixBits,
  printMaskedAddress,
} from "../net/prefix";
import { ANY_RANGE } from "./natRange";
import type { TargetExtension } from "./targetExtension";

/** `-j NETMAP`: moves an address into another network, its host bits kept. */
export interface NetmapTarget extends MaskedAddress {
  readonly target: "NETMAP";
}

/** Source: iptables 1.8.9 libipt_NETMAP.c (text), Linux net/netfilter/xt_NETMAP.c, netmap_tg4 (action). */
export const netmap: TargetExtension<NetmapTarget> = {
  name: "NETMAP",
  options: { "--to": 1 },
  tables: ["nat"],
  hooks: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  isTerminal: true,

  parse(options) {
    const option = findOption(options, "--to");
    if (option === undefined) return refuse("NETMAP wants --to with a network");
    const network = parseMaskedAddress(option.values[0] ?? "");
    if (network === undefined || prefixBits(network.mask) === undefined) {
      return refuseValue(option, "a network such as 10.0.0.0/24");
    }
    return { ok: true, value: { target: "NETMAP", ...network } };
  },

  print(spec) {
    return `--to ${printMaskedAddress(spec)}`;
  },

  act({ address, mask }, packet, { hook }) {
    const manip = hook === "PREROUTING" || hook === "OUTPUT" ? "destination" : "source";
    const mapped = ((packet[manip] & ~mask) | address) >>> 0;
    const addresses = { from: mapped as Ipv4, to: mapped as Ipv4 };
    return { do: "nat", manip, range: { ...ANY_RANGE, addresses } };
  },

  label(spec) {
    return `NETMAP ${printMaskedAddress(spec)}`;
  },
};
