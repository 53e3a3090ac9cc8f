import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import {
  type MaskedAddress,
  moveInto,
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

/** Source: iptables 1.8.9 libipt_NETMAP.c (text), Linux net/netfilter/xt_NETMAP.c, netmap_tg4 and netmap_tg6 (action). */
export const netmap: TargetExtension<NetmapTarget> = {
  name: "NETMAP",
  options: { "--to": 1 },
  tables: ["nat"],
  hooks: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  isTerminal: true,

  parse(options, _protocol, family = "IPv4") {
    const option = findOption(options, "--to");
    if (option === undefined) return refuse("NETMAP wants --to with a network");
    const network = parseMaskedAddress(option.values[0] ?? "", family);
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
    const mapped = moveInto({ address, mask }, packet[manip]);
    const addresses = { from: mapped, to: mapped };
    return { do: "nat", manip, range: { ...ANY_RANGE, addresses } };
  },

  label(spec) {
    return `NETMAP ${printMaskedAddress(spec)}`;
  },
};
