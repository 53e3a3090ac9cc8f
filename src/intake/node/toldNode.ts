import type { NodeReading } from "./readNode";

/** One machine as its sections and its rules tell of it. */
export interface ToldNode {
  readonly name: string;
  readonly reading: NodeReading;
  /** As iptables-save prints them; empty when none were there. */
  readonly rulesText: string;
  readonly rulesTextOfOtherFamily: string | undefined;
  /** What the rules themselves tell. */
  readonly rules: RulesFacts;
}

/** What rules tell of the node that they are on. */
export interface RulesFacts {
  /** Whether they are of IPv6. */
  readonly isIpv6: boolean;
  readonly interfaces: readonly string[];
  readonly addresses: readonly string[];
  /** Where DNAT sends packets to. */
  readonly pods: readonly string[];
}
