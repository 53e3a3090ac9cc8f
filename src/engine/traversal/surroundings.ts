import type { DrawPort } from "../conntrack/natBinding";
import type {
  AddressType,
  IpsetWants,
  MatchContext,
  ReversePathQuestion,
} from "../matches/matchExtension";
import type { Address } from "../net/address";
import type { Decision, Missing } from "../net/decision";
import type { Packet } from "../net/packet";
import type { Hop, RulePlace } from "../network/trace";
import type { Rule } from "../ruleset/rule";

/** What a rule draws: `drawn` is undefined when a record only tells whether it took. */
export interface Drawn {
  readonly drawn: number | undefined;
  readonly took: boolean;
}

/** Decides what only chance decides. */
export interface Chance {
  /** Whether chance takes the packet at this rule. */
  draw(place: RulePlace, probability: number): Drawn;
  /** Where the search for a free port begins on a node. */
  portDrawer(node: string): DrawPort;
  /** The same chance at the same point: what the copy draws, this one draws next. */
  copy(): Chance;
}

/** What the walk of a table finds around it: the node's knowledge, its memory, chance, and who listens. */
export interface Surroundings {
  readonly node: string;
  /** What an address is called. Where that is not known this walk assumes an answer, and says so in `doubts`. */
  addressType(address: Address, device?: string): AddressType | { readonly missing: Missing };
  /** The same, for looking: assumes nothing new. */
  knownAddressType(address: Address, device?: string): AddressType | { readonly missing: Missing };
  /** What was missing for assumptions made since the walk of the table last looked here. */
  readonly doubts: Missing[];
  inIpset(
    packet: Packet,
    name: string,
    directions: readonly ("src" | "dst")[],
    wants?: IpsetWants,
  ): Decision;
  /** Whether the way back to a packet's sender leads over the interface it came in by. */
  isReversePath(packet: Packet, device: string, wanted: ReversePathQuestion): Decision;
  isOpenConnection(id: number): boolean;
  /** Whether programs may listen that rules can hand packets to. */
  readonly programs: "none" | "not known";
  readNth(place: string): number;
  writeNth(place: string, count: number): void;
  recentList(name: string): Map<string, readonly number[]>;
  readonly timeMs: number;
  readonly chance: Chance;
  /** Takes the hops in the order in which they happen. */
  readonly hops: Hop[];
  /** Which of several ways an undecided thing goes in this walk: 0 to `ways` - 1. */
  assume(ways: number): number;
  /** A chain with more rules than this is indexed, so that rules which cannot match are not tried one by one. */
  readonly longChain: number;
  /** Set when somebody wants to know why a rule did or did not match: called before each rule is tested. */
  readonly onTry?: OnTry | undefined;
}

/** Takes a rule about to be tried: where, on which packet, after how many hops, and what it would see. */
export type OnTry = (attempt: {
  readonly rule: Rule;
  readonly place: RulePlace;
  readonly packet: Packet;
  readonly hopsBefore: number;
  /** What the rule would see; looking changes nothing. */
  look(): MatchContext;
}) => void;
