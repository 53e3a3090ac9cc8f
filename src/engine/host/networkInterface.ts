import type { Address } from "../net/address";
import { isWithin, type Mask } from "../net/prefix";

/** An interface of a node. `lo` is one too, and comes first. */
export interface NetworkInterface {
  readonly name: string;
  /** The first is the primary address. */
  readonly addresses: readonly InterfaceAddress[];
  /** The segment it is plugged into; undefined for `lo`. */
  readonly network: string | undefined;
  /** Whether it is a bridge, whose ports are what is plugged into its segment. */
  readonly isBridge: boolean;
  /** Whether it is switched off. */
  readonly isDown: boolean;
}

export interface InterfaceAddress {
  readonly address: Address;
  /** 0 to 32, or to 128. */
  readonly prefixBits: number;
  readonly mask: Mask;
  /** An address in a network that an earlier one of the interface is already in; the kernel never chooses it as a source. */
  readonly isSecondary: boolean;
  /** 127.0.0.1 is of host scope: it is not chosen for packets that leave. */
  readonly scope: "global" | "host";
}

/** Whether an address lies in the network of an interface address. */
export function isOnLink(address: Address, of: InterfaceAddress): boolean {
  return isWithin(address, of);
}
