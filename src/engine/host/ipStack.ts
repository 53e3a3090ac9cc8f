import type { Address } from "../net/address";
import type { Ruleset } from "../ruleset/ruleset";
import type { Node } from "./node";
import type { Routing } from "./routing";

/** What a node has once for each family of addresses: packets of one never meet what is of the other. */
export interface IpStack {
  readonly routing: Routing;
  /** Whether somebody added a routing rule, or a local route that no address brought. */
  readonly hasCustomRouting: boolean;
  /** What iptables or ip6tables has loaded. */
  readonly ruleset: Ruleset;
  /** Whether connections are tracked at all. */
  readonly tracks: boolean;
}

/** The part of a node that deals with packets from or to an address. */
export function stackFor({ stacks }: Node, address: Address): IpStack {
  return typeof address === "number" ? stacks.IPv4 : stacks.IPv6;
}
