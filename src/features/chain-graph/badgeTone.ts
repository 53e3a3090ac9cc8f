import type { Badge } from "@/scene/chain-graph/chainGraph";
import type { Tone } from "@/ui/tone";

/** The colour of each kind of target. */
export const BADGE_TONES: Readonly<Record<Badge["kind"], Tone>> = {
  dnat: "dnat",
  snat: "snat",
  mark: "mark",
  drop: "drop",
  reject: "reject",
  accept: "accept",
  return: "neutral",
  other: "neutral",
  undecided: "undecided",
};
