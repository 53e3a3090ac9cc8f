import type { PacketConnection } from "../conntrack/connection";
import type { Parsed, WrittenOption } from "../matches/matchExtension";
import type { Missing } from "../net/decision";
import type { Hook, TableName } from "../net/hook";
import type { Ipv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";

/** A range of addresses and ports that NAT may choose from; both ends inclusive. */
export interface NatRange {
  readonly addresses: { readonly from: Ipv4; readonly to: Ipv4 } | undefined;
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  /** `--random` or `--random-fully`: the kernel draws the port. */
  readonly random: "no" | "random" | "fully";
  readonly persistent: boolean;
}

/**
 * What a target wants done with the packet. The walk does it; a target only says it.
 * `continue` goes on with the next rule, carrying the packet as changed.
 */
export type TargetResult =
  | { readonly do: "accept" }
  | { readonly do: "drop" }
  | { readonly do: "return" }
  | { readonly do: "continue"; readonly packet: Packet; readonly connectionMark?: number }
  | { readonly do: "reject"; readonly with: string }
  | { readonly do: "notrack" }
  | { readonly do: "nat"; readonly manip: "source" | "destination"; readonly range: NatRange }
  /** MASQUERADE: the source address is the out-interface's own. */
  | { readonly do: "masquerade"; readonly range: NatRange }
  /** REDIRECT: the destination address is the in-interface's own, or 127.0.0.1 in OUTPUT. */
  | { readonly do: "redirect"; readonly range: NatRange }
  | { readonly do: "undecided"; readonly missing: Missing };

/** What the kernel knows besides the packet when a target acts. */
export interface TargetContext {
  readonly hook: Hook;
  readonly table: TableName;
  readonly connection: PacketConnection | undefined;
}

/** What `-j NAME` adds to a rule: how to read it, print it and what it asks for. */
export interface TargetExtension<Spec extends { readonly target: string }> {
  readonly name: Spec["target"];
  /** The options it takes, with the number of words each wants. None of them may be inverted. */
  readonly options: Readonly<Record<string, number>>;
  /** Other spellings of options. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The tables in which the kernel takes it; absent means all. */
  readonly tables?: readonly TableName[];
  /** The base chains in which the kernel takes it; absent means all. */
  readonly hooks?: readonly Hook[];
  /** Whether a rule with this target ends the walk of its table when it matches (ACCEPT, DROP, REJECT, DNAT …). */
  readonly isTerminal: boolean;
  parse(options: readonly WrittenOption[], protocol: number | undefined): Parsed<Spec>;
  /** Prints the options as iptables-save does, without the leading `-j NAME`; "" when there are none. */
  print(spec: Spec): string;
  act(spec: Spec, packet: Packet, context: TargetContext): TargetResult;
  /** A short label for a badge, as `iptables -L` would say it: `MARK or 0x4000`, `DNAT 10.244.0.5:8080`. */
  label(spec: Spec): string;
}
