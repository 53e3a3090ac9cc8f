import type { Connection } from "../conntrack/connection";
import type { Missing } from "../net/decision";
import type { Hook } from "../net/hook";
import type { Packet } from "../net/packet";
import type { RulePlace } from "../network/trace";
import type { Chain, Table } from "../ruleset/ruleset";
import type { IpsetChange, TargetResult } from "../targets/targetExtension";
import type { RuleCandidates } from "./chainIndex";
import type { InFlight } from "./inFlight";
import type { Surroundings } from "./surroundings";

/** How the walk of one table at one hook ends. */
export type TableVerdict =
  | { readonly verdict: "accept" }
  | { readonly verdict: "drop"; readonly by: RulePlace; readonly isPolicy: boolean }
  | { readonly verdict: "reject"; readonly by: RulePlace; readonly with: string }
  /** A NAT target had nothing to map to; no program listens that the packet could be handed to. */
  | { readonly verdict: "fail"; readonly why: "no address" | "nobody listens" }
  /** A rule did something that is not known. */
  | { readonly verdict: "unknown"; readonly missing: Missing };

/** What the targets ask for that only the host can do. */
export interface HostActions {
  /** Sets up a mapping; undefined when there is no address to map to, or it is not known. */
  setUpNat(result: NatRequest): Connection | { readonly missing: Missing } | undefined;
  /** The packet as the connection's mappings leave it at this hook. */
  translate(): Packet;
  setConnectionMark(mark: number): void;
  /** Changes an ipset by the entry that the packet makes; what is missing when the set is not known. */
  changeIpset(change: IpsetChange): Missing | undefined;
  /** Takes the packet out of connection tracking. */
  stopTracking(): void;
}

export type NatRequest = Extract<TargetResult, { do: "nat" | "masquerade" | "redirect" }>;

export interface TableWalk {
  readonly hook: Hook;
  readonly table: Table;
  readonly inFlight: InFlight;
  readonly surroundings: Surroundings;
  readonly actions: HostActions;
}

/** A chain being walked. */
export interface Frame {
  chain: Chain;
  /** The next rule to try. */
  next: number;
  firstTried: number;
  /** The rules to try when the chain is long enough to be indexed. */
  candidates?: RuleCandidates | undefined;
}

/** What comes after a rule that matched. */
export type After =
  | TableVerdict
  | "next rule"
  | "return"
  | { readonly enter: Chain; readonly isGoto: boolean };

export const ACCEPT: TableVerdict = { verdict: "accept" };
