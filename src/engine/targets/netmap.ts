import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import type { Family } from "../net/family";
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
    const network = parseNetwork(option.values[0] ?? "", family);
    return network === undefined
      ? refuseValue(option, NETWORK_EXAMPLES[family])
      : { ok: true, value: { target: "NETMAP", ...network } };
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

const NETWORK_EXAMPLES: Readonly<Record<Family, string>> = {
  IPv4: "a network such as 10.0.0.0/24",
  IPv6: "a network such as fd00::/64",
};

/** A mask that is no prefix counts as a whole address, as iptables 1.8.9 takes it. */
function parseNetwork(text: string, family: Family): MaskedAddress | undefined {
  const network = parseMaskedAddress(text, family);
  if (network !== undefined && prefixBits(network.mask) !== undefined) return network;
  const [address = "", mask] = text.split("/");
  return mask === undefined ? undefined : parseMaskedAddress(address, family);
}
