import type {
  Family,
  HostSpec,
  InterfaceSpec,
  RulesEdit,
  SaidOfPacket,
  UnknownFacts,
} from "@/engine";
import type { Cluster } from "@/kubernetes";

/** The protocols a packet can be sent with from the form. */
export const PACKET_PROTOCOLS = ["tcp", "udp", "icmp"] as const;
export type PacketProtocol = (typeof PACKET_PROTOCOLS)[number];

/** Several packets belong to one connection, or each begins a connection of its own. */
export const PACKET_SERIES = ["one connection", "new connections"] as const;
export type PacketSeries = (typeof PACKET_SERIES)[number];

/** Everything a user has: what the hosts are, which packet is sent, and how chance falls. All else is derived from it. */
export interface WalkDocument {
  readonly title: string;
  /** What to look at while it plays, in the order in which it happens. */
  readonly notes: readonly string[];
  readonly source: ClusterSource | PastedSource;
  readonly packet: PacketDraft;
  /** What chance draws from: the same document walks the same way. An unsigned 32-bit integer. */
  readonly seed: number;
  /** Lines that a node's kernel printed of packets; absent where there are none. */
  readonly traced?: TracedText | undefined;
}

/** What a kernel printed of packets that it traced. */
export interface TracedText {
  readonly text: string;
  /** Whether its packets are walked, in place of that of the form. */
  readonly isWalked: boolean;
}

/** Kubernetes objects; kube-proxy's rules are made from them. */
export interface ClusterSource {
  readonly kind: "cluster";
  readonly cluster: Cluster;
}

/** Rules as they were pasted, and what is known of the nodes they came from. */
export interface PastedSource {
  readonly kind: "pasted";
  readonly nodes: readonly PastedNode[];
  readonly hosts: readonly HostSpec[];
  /** What if some rules were others: made in the rules when they are walked. The pasted texts stay as they are. */
  readonly edits?: readonly NodeEdits[] | undefined;
}

/** What is otherwise in the rules of one family on one node. There is at most one of these for both. */
export interface NodeEdits {
  readonly node: string;
  readonly family: Family;
  /** Never empty. */
  readonly edits: readonly RulesEdit[];
}

/** One node of a pasted dump: `NodeSpec` before its rules are read. */
export interface PastedNode {
  readonly name: string;
  /** What was pasted, to the letter, or what was made of it where it is not in iptables-save's form. */
  readonly rulesText: string;
  readonly interfaces: readonly InterfaceSpec[];
  readonly routes: readonly string[];
  readonly sysctls: Readonly<Record<string, number>>;
  readonly ipsets: readonly string[];
  /** Rules of the other family than those of `rulesText`, as they were pasted. */
  readonly rulesTextOfOtherFamily?: string | undefined;
  readonly routingRules?: readonly string[] | undefined;
  /** Lines of `conntrack -L`. */
  readonly connections?: readonly string[] | undefined;
  readonly unknown: UnknownFacts;
  /** What of its routing was read whole, as long as that is not enough to know its routes. */
  readonly readRouting?: { readonly routes?: "main" | "all"; readonly rules?: true } | undefined;
}

/** The packet form, as filled in. Names and addresses are text: whether they mean something is found out by the walk. */
export interface PacketDraft {
  /** The name of a pod, a node or a client. */
  readonly from: string;
  /** A Service by name or domain name, a pod, a node, or an address. */
  readonly to: string;
  readonly protocol: PacketProtocol;
  /** 1 to 65535; for icmp the echo identifier. */
  readonly sourcePort: number;
  /** 1 to 65535; for icmp the sequence number. */
  readonly port: number;
  /** 1 to 10. */
  readonly count: number;
  readonly as: PacketSeries;
  /** What the packet's headers do not tell and some rules ask for. Absent: not known. */
  readonly said?: SaidOfPacket | undefined;
}

/** Seeds are unsigned and have 32 bits: the first number that is none. */
export const SEED_LIMIT = 2 ** 32;
