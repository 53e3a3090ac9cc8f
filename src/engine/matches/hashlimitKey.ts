import { type Address, familyOf, printAddress } from "../net/address";
import type { Packet } from "../net/packet";
import { applyMask, prefixMask } from "../net/prefix";
import { hasPorts } from "../net/protocol";

/** What packets may be told apart by, in the order of iptables-save. */
export const HASHLIMIT_MODES = ["srcip", "srcport", "dstip", "dstport"] as const;

/** By what packets are told apart, and which bits of the addresses count. */
export interface HashlimitKey {
  readonly modes: readonly (typeof HASHLIMIT_MODES)[number][];
  readonly sourceBits: number;
  readonly destinationBits: number;
  /** How many an address has. */
  readonly addressBits: number;
}

/** The entry of a packet; "" when all packets have one. Source: Linux net/netfilter/xt_hashlimit.c, hashlimit_init_dst. */
export function hashlimitKey(key: HashlimitKey, packet: Packet): string {
  const { source, destination, sourcePort, destinationPort, protocol } = packet;
  const values = {
    srcip: () => maskedText(source, key.sourceBits),
    srcport: () => portText(hasPorts(protocol) ? sourcePort : 0),
    dstip: () => maskedText(destination, key.destinationBits),
    dstport: () => portText(hasPorts(protocol) ? destinationPort : 0),
  };
  return key.modes.map((mode) => values[mode]()).join(" ");
}

function maskedText(address: Address, bits: number): string {
  return printAddress(applyMask(address, prefixMask(bits, familyOf(address))));
}

function portText(port: number | undefined): string {
  return `port ${port ?? 0}`;
}
