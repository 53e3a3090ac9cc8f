import type { Ruleset } from "../ruleset/ruleset";
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
