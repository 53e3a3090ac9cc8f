import type { Connection, PacketConnection } from "../conntrack/connection";
import type { Address } from "../net/address";
import type { Missing } from "../net/decision";
import type { Hook, TableName } from "../net/hook";
import type { Packet } from "../net/packet";
import type { Chance } from "./chance";
import type { PacketRequest } from "./packetRequest";

/**
 * What happened to one packet and to the replies it brought about. Immutable and serialisable;
 * animation, log, sentences, tests and the command line all read this and nothing else.
 */
export interface Trace {
  /** The request first, then each reply in turn. Never empty. */
  readonly turns: readonly Turn[];
  /** How to walk the same way again, given the world that the packet was sent into. */
  readonly replay?: Replay | undefined;
}

/** What a walk was asked for, and which ways it took where it could not decide. */
export interface Replay {
  readonly request: PacketRequest;
  readonly chance: Chance;
  /** One number for each undecided thing, in the order met. */
  readonly assumed: readonly number[];
}

/** One packet's way from whoever sent it to its end. */
export interface Turn {
  readonly kind: "request" | "reply";
  /** The name of the host or node that sent it. */
  readonly from: string;
  /** As it was sent. */
  readonly sent: Packet;
  /** The nodes it went through, in order, each once. */
  readonly path: readonly string[];
  readonly hops: readonly Hop[];
  readonly outcome: Outcome;
  /** As it arrived; undefined when it did not. */
  readonly arrived: Arrival | undefined;
  /** RSTs and ICMP errors that this packet caused, each with its own way home. */
  readonly made: readonly Made[];
  /** The connection on each node that has one, right after the packet: by node name. */
  readonly connections: Readonly<Record<string, PacketConnection>>;
}

export interface Arrival {
  /** The host or node. */
  readonly at: string;
  /** The interface it came in by: a node's own, or for a host the node's interface it left by. */
  readonly interface: string;
  /** The last node it went through. */
  readonly node: string;
  readonly packet: Packet;
}

/** A RST or ICMP error made by a node. */
export interface Made {
  /** The node that made it. */
  readonly by: string;
  readonly why: "reject" | "time-exceeded" | "unreachable";
  readonly sent: Packet;
  readonly hops: readonly Hop[];
  readonly outcome: Outcome;
  readonly arrived: Arrival | undefined;
}

/** What every hop has. */
interface HopBase {
  /** The node it happened on; for a wire, the sender. */
  readonly node: string;
  readonly before: Packet;
  /** The same object as `before` when nothing changed. */
  readonly after: Packet;
  readonly inInterface: string | undefined;
  readonly outInterface: string | undefined;
  /** What conntrack said of the packet when it got here; undefined where it has not looked yet. */
  readonly connection: PacketConnection | undefined;
}

/** Where rules are walked. */
interface ChainPlace {
  readonly hook: Hook;
  readonly table: TableName;
  readonly chain: string;
  /** Names of the chains that led here, outermost first, `chain` itself last: the call stack. */
  readonly stack: readonly string[];
  /** The first rule tried since the packet came (back) to this chain; up to the hop's own rule these were passed over. */
  readonly firstTried: number;
  /** Chance that was drawn for rules from `firstTried` to this one. */
  readonly draws: readonly Draw[];
}

export interface Draw {
  /** The rule that drew. */
  readonly ruleNumber: number;
  readonly probability: number;
  /** In [0, 1); undefined when a recorded walk only tells whether it took. It takes when below `probability`. */
  readonly drawn: number | undefined;
  readonly took: boolean;
}

/** A rule that matched. */
export interface RuleHop extends HopBase, ChainPlace {
  readonly kind: "rule";
  readonly ruleNumber: number;
  /** The target's name, the chain jumped to, `goto X`, or undefined for a rule without target. As the recorder prints it. */
  readonly verdict: string | undefined;
  /** What NAT set up by this rule did to the connection. */
  readonly nat: NatChange | undefined;
  /** Set when the rule changed the connection mark. */
  readonly connectionMark: { readonly before: number; readonly after: number } | undefined;
}

/** A user chain that ran out: back to the caller. `ruleNumber` is its length + 1. */
export interface ReturnHop extends HopBase, ChainPlace {
  readonly kind: "return";
  readonly ruleNumber: number;
}

/** A base chain that ran out, or was returned from: its policy. `ruleNumber` is its length + 1. */
export interface PolicyHop extends HopBase, ChainPlace {
  readonly kind: "policy";
  readonly ruleNumber: number;
  readonly verdict: "ACCEPT" | "DROP";
}

/** What conntrack did. */
export interface ConntrackHop extends HopBase {
  readonly kind: "conntrack";
  readonly hook: Hook;
  readonly did: /** A new connection was begun. */
    | "new"
    /** The packet belongs to a known connection. */
    | "found"
    | "invalid"
    | "related"
    | "untracked"
    /** The first packet got through: the entry is in the table from now on. */
    | "confirmed"
    /** An existing mapping was applied, nat chains not being visited: `before` and `after` differ. */
    | "translated"
    /** A connection would have to be begun, and the table is full. */
    | "full";
  /** For `new` and `full`: what would have to be known to say which; undefined where it is decided. */
  readonly missing?: Missing | undefined;
  /** For `translated`: which mapping, seen from the connection's setup. Replies undo it. */
  readonly translation:
    | { readonly manip: "source" | "destination"; readonly undone: boolean }
    | undefined;
}

export interface NatChange {
  readonly manip: "source" | "destination";
  readonly target: "DNAT" | "SNAT" | "MASQUERADE" | "REDIRECT" | "NETMAP";
  /** The connection before and after the mapping was set up. */
  readonly before: Connection;
  readonly after: Connection;
}

/** A routing decision. */
export interface RoutingHop extends HopBase {
  readonly kind: "routing";
  /** Why the packet was routed: it came in, a local process sent it, or OUTPUT changed it. */
  readonly why: "input" | "output" | "reroute";
  readonly decision: "local" | "forward" | "send" | "fail" | "undecided";
  /** For `undecided`: which way this trace went on. */
  readonly assumed?: "local" | "forward" | "send" | undefined;
  /** The route that won, as `ip route` prints it; undefined when there is none. */
  readonly route: string | undefined;
  readonly nextHop: Address | undefined;
  /** The interface the packet leaves by; undefined for a local or failed decision. */
  readonly device: string | undefined;
  /** For `fail`: why the stack gave the packet up. For `undecided`: what is missing. */
  readonly reason: LostReason | Missing | undefined;
}

/** The packet goes over a link. `node` is where it left, or the host that sent it. */
export interface WireHop extends HopBase {
  readonly kind: "wire";
  readonly from: string;
  readonly to: string;
  readonly fromInterface: string | undefined;
  readonly toInterface: string | undefined;
  readonly network: string;
}

/** A rule or a routing decision that cannot be decided with what was given. */
export interface UndecidedHop extends HopBase, ChainPlace {
  readonly kind: "undecided";
  readonly ruleNumber: number;
  readonly missing: Missing;
  /** Which way this trace went on. Other ways: `Outcome.ways`, or none when all ways end alike. */
  readonly assumed: "match" | "no match";
}

export type Hop =
  | RuleHop
  | ReturnHop
  | PolicyHop
  | ConntrackHop
  | RoutingHop
  | WireHop
  | UndecidedHop;

/** A hop that stands in a chain. */
export type ChainHop = RuleHop | ReturnHop | PolicyHop | UndecidedHop;

export const LOST_REASONS = [
  "rp_filter",
  "forwarding off",
  "martian source",
  "martian destination",
  "no route",
  "blackhole",
  "unreachable",
  "prohibit",
  "ttl exceeded",
  /** IPv6: what comes from a link-local address stays on its link. */
  "beyond scope",
  "nobody has the next hop",
  "left the world",
  "no address to redirect to",
  "masquerade interface changed",
  "nat clash",
  "nobody listens",
  /** It was sent to a group that nobody on the node has joined. */
  "not in the group",
  "conntrack table full",
] as const;
export type LostReason = (typeof LOST_REASONS)[number];

/** A rule by its place, for "who decided". */
export interface RulePlace {
  readonly node: string;
  readonly hook: Hook;
  readonly table: TableName;
  readonly chain: string;
  /** Length + 1 stands for the policy. */
  readonly ruleNumber: number;
}

export type Outcome =
  /** Arrived at a host. */
  | { readonly what: "delivered"; readonly at: string }
  /** Arrived at a node's own socket. */
  | { readonly what: "local"; readonly at: string }
  | { readonly what: "dropped"; readonly by: RulePlace; readonly isPolicy: boolean }
  | {
      readonly what: "rejected";
      readonly by: RulePlace;
      /** `tcp-reset`, `icmp-port-unreachable` …: what arrived, or what was sent when nothing arrived. */
      readonly with: string;
      /** false also where that cannot be decided; `made` tells. */
      readonly answerArrived: boolean;
    }
  /** Given up by the network stack, not by a rule. */
  | {
      readonly what: "lost";
      readonly reason: LostReason;
      /** The last place that saw it; undefined when no rule did. */
      readonly after:
        | { readonly node: string; readonly table: TableName; readonly hook: Hook }
        | undefined;
      /** The errno a local sender gets: `EINVAL`, `ENETUNREACH` … */
      readonly sendError: string | undefined;
      /** The ICMP error the stack answered with. */
      readonly icmp:
        | {
            readonly type: number;
            readonly code: number;
            readonly source: Address;
            readonly destination: Address;
          }
        | undefined;
      /** The next hop that nobody owns. */
      readonly arpFor: Address | undefined;
    }
  /** The ways that cannot be told apart with what was given do not end alike. */
  | {
      readonly what: "undecided";
      /** Everything that would have to be known, in the order met. */
      readonly missing: readonly Missing[];
      /** Index into `hops` of the first undecided hop. */
      readonly hop: number;
      /** How the packet may fare, without repetition. */
      readonly ways: readonly Outcome[];
    };
