import type { UnknownFacts } from "../host/node";
import type { Ruleset } from "../ruleset/ruleset";

/**
 * The hosts of a walk and how they hang together, as written: plain data, checked by `buildWorld`.
 * It is the form of a recorder case (conformance README), with the rules already read.
 */
export interface WorldSpec {
  readonly nodes: readonly NodeSpec[];
  readonly hosts: readonly HostSpec[];
  /** Whether connections are tracked: always ("on"), or only when a rule asks for it, as the kernel does ("auto"). */
  readonly conntrack: "on" | "auto";
}

/** A Linux machine with rules. */
export interface NodeSpec {
  readonly name: string;
  readonly interfaces: readonly InterfaceSpec[];
  /**
   * Arguments of `ip route add`: `default via 10.0.0.1`, `10.244.1.2 dev vethA`, `blackhole 10.9.0.0/16`, `fd00:1::/64 via fd00::1`.
   * One that names no address is of IPv6 when `-6` stands before it.
   */
  readonly routes: readonly string[];
  /** Arguments of `ip rule add`, in the order of adding: `fwmark 1 table 100`; of IPv6 as for routes. */
  readonly routingRules?: readonly string[] | undefined;
  /** By path below /proc/sys: `net/ipv4/conf/all/rp_filter`. What is not named has the recorder's default. */
  readonly sysctls: Readonly<Record<string, number>>;
  /** What iptables has loaded, or ip6tables, as its `family` says. */
  readonly rules: Ruleset;
  /** What the other of the two has loaded; absent: no table of it. */
  readonly rulesOfOtherFamily?: Ruleset | undefined;
  /** Lines of `ipset save`. */
  readonly ipsets: readonly string[];
  /** Lines of `conntrack -L`: what the node remembers before the first packet. Absent: nothing. */
  readonly connections?: readonly string[] | undefined;
  /** What a pasted dump does not tell; a decision that needs it is undecided. Absent: everything is known. */
  readonly unknown?: UnknownFacts | undefined;
}

export interface InterfaceSpec {
  readonly name: string;
  /** With prefix length: `10.0.0.10/24`, `fd00::10/64`. The first of IPv4 is the primary address. */
  readonly addresses: readonly string[];
  /** The segment it is plugged into; interfaces and hosts with the same name are one link. Default `node/interface`. */
  readonly network?: string | undefined;
  /** Whether it is a bridge: hosts on its segment are neighbours on its ports, and may reach each other past the node's rules. */
  readonly isBridge?: boolean | undefined;
  /** Whether it is switched off: then it brings no routes, but its addresses of IPv4 are the node's own all the same. */
  readonly isDown?: boolean | undefined;
}

/** A pod, a client, a router: it sends, receives and answers, and has no rules. */
export interface HostSpec {
  readonly name: string;
  /** A segment's name. */
  readonly network: string;
  /** The first of a family is the source of what it sends in it. Packets whose next hop is one of them are handed to it. */
  readonly addresses: readonly string[];
  /** A node's name or an address: where it sends what is not on its segment. */
  readonly gateway?: string | undefined;
  /**
   * What it takes of what is handed to it: everything, as the recorder's hosts do (default), or what is sent to an address of
   * its own. A router takes the rest on, out of this world.
   */
  readonly takes?: "everything" | "its own" | undefined;
}
