import { isOpen, type PacketConnection } from "../conntrack/connection";
import type { Address } from "../net/address";
import type { Missing } from "../net/decision";
import type { Packet } from "../net/packet";
import type { Hop, LostReason, Made, RulePlace } from "../network/trace";
import { LONG_CHAIN } from "../traversal/chainIndex";
import type { InFlight } from "../traversal/inFlight";
import type { Chance, Surroundings } from "../traversal/surroundings";
import { addressType } from "./addressType";
import type { AssumedFacts } from "./assumedFacts";
import { ipsetsNow } from "./changeIpset";
import { isInIpset } from "./ipset";
import type { Node } from "./node";
import type { NodeStateEditor } from "./nodeStateEditor";
import { isReversePath } from "./reversePath";

/** How a packet's way through one node ends. */
export type NodeEnd =
  | {
      readonly end: "transmit";
      readonly device: string;
      readonly nextHop: Address;
      readonly packet: Packet;
    }
  | { readonly end: "local"; readonly device: string; readonly packet: Packet }
  | { readonly end: "dropped"; readonly by: RulePlace; readonly isPolicy: boolean }
  | { readonly end: "rejected"; readonly by: RulePlace; readonly with: string }
  | { readonly end: "lost"; readonly reason: LostReason; readonly sendError: string | undefined }
  | { readonly end: "unknown"; readonly missing: Missing };

/** A RST or ICMP error that a node is about to send. */
export interface Answer {
  readonly why: Made["why"];
  readonly packet: Packet;
  /** The connection of the packet it answers, seen the other way. */
  readonly connection: PacketConnection | undefined;
  /** The interface it has to leave by; undefined where the routes are free to choose. */
  readonly device?: string | undefined;
}

/** One node at work on one packet: what it knows, what it remembers, where it tells what happens. */
export interface Kernel {
  readonly node: Node;
  readonly state: NodeStateEditor;
  readonly surroundings: Surroundings;
  readonly facts: AssumedFacts;
  /** What the node has to send because of the packet, in the order in which it was caused. */
  readonly answers: Answer[];
}

/** What a walk brings to every node it comes through. */
export interface WalkCompany {
  readonly timeMs: number;
  readonly chance: Chance;
  assume(ways: number): number;
  readonly facts: AssumedFacts;
  readonly onTry?: Surroundings["onTry"];
  /** From how many rules on a chain is indexed; LONG_CHAIN unless told. */
  readonly longChain?: number | undefined;
}

/** Puts a node to work; `hops` takes what happens. */
export function startKernel(
  node: Node,
  state: NodeStateEditor,
  company: WalkCompany,
  hops: Hop[],
): Kernel {
  const doubts: Missing[] = [];
  const surroundings: Surroundings = {
    node: node.name,
    addressType: (address, device) => {
      const known = typeOfAddress(node, company, address, device);
      if (typeof known === "string" || device !== undefined) return known;
      doubts.push(known.missing);
      company.facts.assumeOwn(node.name, address, company.assume(2) === 1);
      return typeOfAddress(node, company, address, device);
    },
    knownAddressType: (address, device) => typeOfAddress(node, company, address, device),
    doubts,
    inIpset: (packet, name, directions, wants) => {
      const ipsets = ipsetsNow(node.ipsets, state.changedIpsets);
      return isInIpset(ipsets, name, { packet, directions, timeMs: company.timeMs, wants });
    },
    programs: node.unknown.programs === true ? "not known" : "none",
    isReversePath: (packet, device, wanted) => isReversePath(node, packet, device, wanted),
    isOpenConnection: (id) => isOpen(state.connections.connections.get(id)),
    readNth: (place) => state.readNth(place),
    writeNth: (place, count) => state.writeNth(place, count),
    recentList: (name) => state.recentList(name),
    timeMs: company.timeMs,
    chance: company.chance,
    hops,
    assume: company.assume,
    // Whoever listens is told of every rule.
    longChain: company.onTry === undefined ? (company.longChain ?? LONG_CHAIN) : Infinity,
    onTry: company.onTry,
  };
  return { node, state, surroundings, facts: company.facts, answers: [] };
}

/** What is known or was assumed of an address. */
function typeOfAddress(node: Node, { facts }: WalkCompany, address: Address, device?: string) {
  const known = addressType(node, address, device);
  const isOwn = typeof known === "string" ? undefined : facts.isOwn(node.name, address);
  if (isOwn === undefined || (isOwn && device !== undefined)) return known;
  return isOwn ? "LOCAL" : "UNICAST";
}

/** The fields that every hop has, for a packet that nothing has changed yet. */
export function hopBase({ node }: Kernel, inFlight: InFlight) {
  const { packet, connection, inInterface, outInterface } = inFlight;
  return {
    node: node.name,
    before: packet,
    after: packet,
    inInterface,
    outInterface,
    connection,
  };
}
