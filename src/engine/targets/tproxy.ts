import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { type Address, parseAddress, printAddress } from "../net/address";
import type { Family } from "../net/family";
import { TCP, UDP } from "../net/protocol";
import { portOfService } from "../net/serviceName";
import { type MaskedValue, parseMaskedValue, printHex } from "../net/uint32";
import type { TargetExtension } from "./targetExtension";

/** `-j TPROXY`: hands the packet to a local proxy without changing it, and sets its mark so that routing keeps it here. */
export interface TproxyTarget {
  readonly target: "TPROXY";
  /** The port that the proxy listens to; 0 for the packet's own. */
  readonly port: number;
  /** The address that the proxy listens on; unspecified for the interface's own. */
  readonly address: Address;
  readonly mark: MaskedValue;
}

const UNSPECIFIED: Readonly<Record<Family, string>> = { IPv4: "0.0.0.0", IPv6: "::" };

/** Source: iptables 1.8.9 libxt_TPROXY.c (text), Linux net/netfilter/xt_TPROXY.c (action). */
export const tproxy: TargetExtension<TproxyTarget> = {
  name: "TPROXY",
  options: { "--on-port": 1, "--on-ip": 1, "--tproxy-mark": 1 },
  tables: ["mangle"],
  hooks: ["PREROUTING"],
  isTerminal: true,

  parse(options, _protocol, family = "IPv4") {
    const portOption = findOption(options, "--on-port");
    if (portOption === undefined) return refuse("TPROXY wants --on-port with the proxy's port");
    const port = parseOnPort(portOption.values[0] ?? "");
    if (port === undefined) return refuseValue(portOption, "a port");
    const addressOption = findOption(options, "--on-ip");
    const address = parseAddress(addressOption?.values[0] ?? UNSPECIFIED[family], family);
    if (address === undefined) {
      return addressOption === undefined
        ? refuse("TPROXY wants an address")
        : refuseValue(addressOption, `an ${family} address`);
    }
    const markOption = findOption(options, "--tproxy-mark");
    const mark = parseMaskedValue(markOption?.values[0] ?? "0/0");
    if (markOption !== undefined && mark === undefined) {
      return refuseValue(markOption, "a number of 32 bits, or VALUE/MASK");
    }
    return {
      ok: true,
      value: { target: "TPROXY", port, address, mark: mark ?? { value: 0, mask: 0 } },
    };
  },

  whyNot(_spec, { protocol }) {
    const isKnown = protocol?.number === TCP || protocol?.number === UDP;
    return isKnown && !protocol.inverted
      ? undefined
      : "TPROXY wants -p tcp or -p udp in the same rule";
  },

  print({ port, address, mark }) {
    const marked = `${printHex(mark.value)}/${printHex(mark.mask)}`;
    return `--on-port ${port} --on-ip ${printAddress(address)} --tproxy-mark ${marked}`;
  },

  /** A packet for which there is neither a socket of its connection nor a listener is lost. */
  act({ port }, packet, { programs }) {
    if (programs === "none") return { do: "lose" };
    const own = port === 0 ? packet.destinationPort : port;
    const name = `whether a proxy listens on port ${own}`;
    return { do: "undecided", missing: { kind: "other", name } };
  },

  label({ port }) {
    return `TPROXY :${port}`;
  },
};

/** A decimal number, of which 16 bits are kept, or the name of a service. */
function parseOnPort(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(BigInt(text) % 65_536n) : portOfService(text);
}
