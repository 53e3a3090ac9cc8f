import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { type Address, isUnspecified, parseAddress, printAddress } from "../net/address";
import type { TargetExtension } from "./targetExtension";

/** `-j TEE`: sends a copy to another machine on the link, which is not followed here; the packet itself goes on. */
export interface TeeTarget {
  readonly target: "TEE";
  readonly gateway: Address;
  readonly outInterface: string | undefined;
}

// Source: Linux include/uapi/linux/if.h, IFNAMSIZ, less the closing zero.
const LONGEST_INTERFACE = 15;

/** Source: iptables 1.8.9 libxt_TEE.c (text), Linux net/netfilter/xt_TEE.c (action). */
export const tee: TargetExtension<TeeTarget> = {
  name: "TEE",
  options: { "--gateway": 1, "--oif": 1 },
  isTerminal: false,

  parse(options, _protocol, family = "IPv4") {
    const option = findOption(options, "--gateway");
    if (option === undefined) return refuse("TEE wants --gateway with an address");
    const gateway = parseAddress(option.values[0] ?? "", family);
    if (gateway === undefined || isUnspecified(gateway)) {
      return refuseValue(option, `the ${family} address of a machine`);
    }
    // A longer name is cut, without a word.
    const outInterface = findOption(options, "--oif")?.values[0]?.slice(0, LONGEST_INTERFACE);
    return { ok: true, value: { target: "TEE", gateway, outInterface } };
  },

  print({ gateway, outInterface }) {
    const oif = outInterface === undefined ? "" : ` --oif ${outInterface}`;
    return `--gateway ${printAddress(gateway)}${oif}`;
  },

  act(_spec, packet) {
    return { do: "continue", packet };
  },

  label({ gateway }) {
    return `TEE ${printAddress(gateway)}`;
  },
};
