import type { Node, NodeState } from "../host/node";
import type { Address } from "../net/address";

/** The hosts of a walk, how they hang together and what they remember: a value. Sending a packet gives the next one. */
export interface World {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly hosts: ReadonlyMap<string, Host>;
  /** The segments by name: who is plugged into each, nodes first. */
  readonly networks: ReadonlyMap<string, readonly Plug[]>;
  /** What the nodes remember. */
  readonly states: NodeStates;
  /** What they may remember instead, after packets of which not everything could be decided. */
  readonly alternatives: readonly NodeStates[];
  /** Whether there are so many alternatives that not all are kept: then nothing can be decided any more. */
  readonly hasLostCount: boolean;
  /** How many packets and replies hosts and nodes have sent so far. */
  readonly packetsSent: number;
  /** The clock. */
  readonly timeMs: number;
}

/** By node name. */
export type NodeStates = ReadonlyMap<string, NodeState>;

/** A pod, a client, a router. */
export interface Host {
  readonly name: string;
  readonly network: string;
  /** Never empty; the first is the source of what it sends. */
  readonly addresses: readonly [Address, ...Address[]];
  /** A node's name or an address. */
  readonly gateway: string | undefined;
  /** Whether it takes what is handed to it for others. */
  readonly takes: "everything" | "its own";
}

/** One end of a segment. */
export interface Plug {
  readonly owner: string;
  /** The interface of a node; undefined for a host. */
  readonly interface: string | undefined;
  readonly addresses: readonly Address[];
}
