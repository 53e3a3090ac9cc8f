import { type ConnectionTable, EMPTY_CONNECTION_TABLE } from "../conntrack/connectionTable";
import type { Ipv4 } from "../net/ipv4";
import type { Ruleset } from "../ruleset/ruleset";
import type { Ipset } from "./ipset";
import type { NetworkInterface } from "./networkInterface";
import type { Routing } from "./routing";
import type { Sysctls } from "./sysctls";

/** A Linux machine with rules, checked: what does not change while packets pass. */
export interface Node {
  readonly name: string;
  /** `lo` first, then in the order in which they were given. */
  readonly interfaces: readonly NetworkInterface[];
  readonly routing: Routing;
  /** Whether somebody added a routing rule, or a local route that no address brought. */
  readonly hasCustomRouting: boolean;
  readonly sysctls: Sysctls;
  readonly ruleset: Ruleset;
  readonly ipsets: ReadonlyMap<string, Ipset>;
  /** Whether connections are tracked at all. */
  readonly tracks: boolean;
  readonly unknown: UnknownFacts;
  /** The interface behind which an address of somebody else is known to be: what the node shares a link with. */
  readonly neighbours: ReadonlyMap<Ipv4, string>;
}

/** What is not known of a node: what is listed is true, but there may be more. */
export interface UnknownFacts {
  readonly addresses?: boolean;
  readonly interfaces?: boolean;
  readonly routes?: boolean;
  readonly ipsets?: boolean;
}

/** What a node remembers between packets: a value. */
export interface NodeState {
  readonly connections: ConnectionTable;
  /** How far each nth counter is, by place: `table chain number`. */
  readonly nthCounters: ReadonlyMap<string, number>;
  /** The `recent` lists by name: address to the times it was seen, oldest first. */
  readonly recentLists: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
}

export const FRESH_NODE_STATE: NodeState = {
  connections: EMPTY_CONNECTION_TABLE,
  nthCounters: new Map(),
  recentLists: new Map(),
};
