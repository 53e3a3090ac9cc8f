import { type ConnectionTable, EMPTY_CONNECTION_TABLE } from "../conntrack/connectionTable";
import type { Address } from "../net/address";
import type { Family } from "../net/family";
import type { ConnectionLimit } from "./connectionRoom";
import type { IpStack } from "./ipStack";
import type { Ipset } from "./ipset";
import type { NetworkInterface } from "./networkInterface";
import type { Sysctls } from "./sysctls";

/** A Linux machine with rules, checked: what does not change while packets pass. */
export interface Node {
  readonly name: string;
  /** `lo` first, then in the order in which they were given. */
  readonly interfaces: readonly NetworkInterface[];
  /** Routes, rules and whatever else each family has of its own. */
  readonly stacks: Readonly<Record<Family, IpStack>>;
  readonly sysctls: Sysctls;
  /** How full its connection table may become; undefined: as full as it likes. */
  readonly connectionLimit: ConnectionLimit | undefined;
  readonly ipsets: ReadonlyMap<string, Ipset>;
  readonly unknown: UnknownFacts;
  /** The interface behind which an address of somebody else is known to be: what the node shares a link with. */
  readonly neighbours: ReadonlyMap<Address, string>;
}

/** What is not known of a node: what is listed is true, but there may be more. */
export interface UnknownFacts {
  readonly addresses?: boolean;
  readonly interfaces?: boolean;
  readonly routes?: boolean;
  readonly ipsets?: boolean;
  /** Whether programs listen that rules can hand packets to (NFQUEUE, TPROXY); when known, there are none. */
  readonly programs?: boolean;
  /** Whether the other back end of iptables has rules too, which are not here: the kernel asks both. */
  readonly rules?: boolean;
}

/** What a node remembers between packets: a value. */
export interface NodeState {
  readonly connections: ConnectionTable;
  /** How far each nth counter is, by place: `table chain number`. */
  readonly nthCounters: ReadonlyMap<string, number>;
  /** The `recent` lists by name: address to the times it was seen, oldest first. */
  readonly recentLists: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** The ipsets that rules have changed, by name, as they stand now. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

export const FRESH_NODE_STATE: NodeState = {
  connections: EMPTY_CONNECTION_TABLE,
  nthCounters: new Map(),
  recentLists: new Map(),
  ipsets: new Map(),
};
