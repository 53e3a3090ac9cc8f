import type { ChangeKind, Stop } from "@/scene/playback/stop";
import type { Tone } from "@/ui/tone";

/** The colour of a notch. */
export const CHANGE_TONES: Readonly<Record<ChangeKind, Tone>> = {
  mark: "mark",
  dnat: "dnat",
  "un-dnat": "dnat",
  snat: "snat",
  "un-snat": "snat",
  drop: "drop",
  reject: "reject",
  lost: "drop",
  undecided: "undecided",
  delivered: "accept",
};

interface LaneLook {
  readonly played: string;
  readonly toCome: string;
}

/** How a cell of each lane looks before and after the packet has been there; written out so that Tailwind finds them. */
export const LANE_LOOKS: Readonly<Record<Stop["lane"], LaneLook>> = {
  raw: { played: "bg-table-raw", toCome: "border-table-raw-line" },
  mangle: { played: "bg-table-mangle", toCome: "border-table-mangle-line" },
  nat: { played: "bg-table-nat", toCome: "border-table-nat-line" },
  filter: { played: "bg-table-filter", toCome: "border-table-filter-line" },
  security: { played: "bg-text-2", toCome: "border-line-strong" },
  wire: { played: "bg-line-strong", toCome: "border-line-strong" },
  routing: { played: "bg-text-3", toCome: "border-line-strong" },
  conntrack: { played: "bg-text-3", toCome: "border-line-strong" },
  undecided: { played: "bg-verdict-undecided", toCome: "border-verdict-undecided border-dashed" },
};
