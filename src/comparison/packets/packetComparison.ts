import type { PacketRequest } from "@/engine";
import type { Fate } from "./fate";

/** Which packets fare differently by two dumps. Plain data. */
export interface PacketComparison {
  /** How many packets were sent through both. */
  readonly tried: number;
  /** How many could have been. */
  readonly possible: number;
  /** How many rules differ, counting both sides of one that changed, and how many of them took none of those tried. */
  readonly rules: number;
  readonly rulesWithout: number;
  /** How many of those tried were the user's own. */
  readonly given: number;
  /** How many of those tried fare differently. */
  readonly differing: number;
  /** The first of these, the user's own ahead of those that arrive only before or only now, these ahead of the others. */
  readonly packets: readonly FaringPackets[];
}

/** Packets for one destination that fare alike, and how they do on both sides. */
export interface FaringPackets {
  /** One for each sender. Never empty. */
  readonly requests: readonly PacketRequest[];
  readonly service: string | undefined;
  /** Whether it is the user's own: the packet on the screen. */
  readonly isGiven: boolean;
  readonly before: Fate;
  readonly now: Fate;
}
