import type { Address } from "../net/address";
import type { IpStack } from "./ipStack";
import type { Node } from "./node";

/** The part of a node that deals with packets from or to an address. */
export function stackFor({ stacks }: Node, address: Address): IpStack {
  return typeof address === "number" ? stacks.IPv4 : stacks.IPv6;
}
