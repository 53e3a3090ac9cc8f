import type { PacketConnection } from "../conntrack/connection";
import type { Match } from "../matches";
import type { Parsed, WrittenOption } from "../matches/matchExtension";
import type { AddressRange } from "../net/address";
import type { Missing } from "../net/decision";
import type { Family } from "../net/family";
import type { Hook, TableName } from "../net/hook";
import type { Packet } from "../net/packet";

/** A range of addresses and ports that NAT may choose from; both ends inclusive. */
export interface NatRange {
  readonly addresses: AddressRange | undefined;
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  /** The port that becomes the first of `ports`, the others in step with it; undefined where they keep no step. */
  readonly shiftedFrom: number | undefined;
  /** `--random` or `--random-fully`: the kernel draws the port. */
  readonly random: "no" | "random" | "fully" | "both";
  readonly persistent: boolean;
}

/** Which end of the packet a part of an ipset's entry is taken from. */
export type IpsetEnd = "src" | "dst";

/** What SET does to an ipset with the entry that the packet makes. */
export type IpsetChange = { readonly name: string; readonly ends: readonly IpsetEnd[] } & (
  | {
      readonly change: "add";
      /** Whether an entry that is there already gets the new timeout. */
      readonly exist: boolean;
      /** undefined for what the set itself says. */
      readonly timeoutSeconds: number | undefined;
    }
  | { readonly change: "del" }
  /** Copies the mark that the entry carries to the packet. */
  | { readonly change: "map mark" }
);

/**
 * What a target wants done with the packet. The walk does it; a target only says it.
 * `continue` goes on with the next rule, carrying the packet as changed.
 */
export type TargetResult =
  | { readonly do: "accept" }
  | { readonly do: "drop" }
  | { readonly do: "return" }
  /** The packet was for a program, and none listens. */
  | { readonly do: "lose" }
  | {
      readonly do: "continue";
      readonly packet: Packet;
      readonly connectionMark?: number;
      /** What is to be done with ipsets, in this order. */
      readonly ipsets?: readonly IpsetChange[];
    }
  | { readonly do: "reject"; readonly with: string }
  | { readonly do: "notrack" }
  | { readonly do: "nat"; readonly manip: "source" | "destination"; readonly range: NatRange }
  /** MASQUERADE: the source address is the out-interface's own. */
  | { readonly do: "masquerade"; readonly range: NatRange }
  /** REDIRECT: the destination address is the in-interface's own, or 127.0.0.1 or ::1 in OUTPUT. */
  | { readonly do: "redirect"; readonly range: NatRange }
  | { readonly do: "undecided"; readonly missing: Missing };

/** What the kernel knows besides the packet when a target acts. */
export interface TargetContext {
  readonly hook: Hook;
  readonly table: TableName;
  readonly connection: PacketConnection | undefined;
  /** Whether programs may listen to queues and as proxies: "none" unless what is known of the node leaves it open. */
  readonly programs: "none" | "not known";
}

/** What of a rule the kernel looks at before it takes a target. */
export interface RuleAround {
  readonly table: TableName;
  readonly protocol: { readonly number: number; readonly inverted: boolean } | undefined;
  readonly matches: readonly Match[];
}

/** What `-j NAME` adds to a rule: how to read it, print it and what it asks for. */
export interface TargetExtension<Spec extends { readonly target: string }> {
  readonly name: Spec["target"];
  /** The only family that has it; absent means both. */
  readonly family?: Family;
  /** The options it takes, with the number of words each wants. */
  readonly options: Readonly<Record<string, number>>;
  /** The options before which iptables lets a `!` stand, which it does not look at; absent means none. */
  readonly inverts?: readonly string[];
  /** Other spellings of options. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The tables in which the kernel takes it; absent means all. */
  readonly tables?: readonly TableName[];
  /** The base chains in which the kernel takes it; absent means all. */
  readonly hooks?: readonly Hook[];
  /** The same where it depends on the options; undefined means all. */
  hooksOf?(spec: Spec): readonly Hook[] | undefined;
  /** Why the kernel refuses it in a rule whose words are right, as a sentence without its full stop; else undefined. */
  whyNot?(spec: Spec, rule: RuleAround): string | undefined;
  /** Whether a rule with this target ends the walk of its table when it matches (ACCEPT, DROP, REJECT, DNAT …). */
  readonly isTerminal: boolean;
  /**
   * Reads the options that follow `-j NAME`; `protocol` is the number after `-p`, also after `! -p`, and `family` that of
   * the text, IPv4 unless told.
   */
  parse(
    options: readonly WrittenOption[],
    protocol: number | undefined,
    family?: Family,
  ): Parsed<Spec>;
  /** Prints the options as iptables-save does, without the leading `-j NAME`; "" when there are none. */
  print(spec: Spec): string;
  act(spec: Spec, packet: Packet, context: TargetContext): TargetResult;
  /** A short label for a badge, as `iptables -L` would say it: `MARK or 0x4000`, `DNAT 10.244.0.5:8080`. */
  label(spec: Spec): string;
}
