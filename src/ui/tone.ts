/** What a colour stands for. One per table, per verdict and per kind of target; never the only sign. */
export const TONES = [
  "raw",
  "mangle",
  "nat",
  "filter",
  "security",
  "accept",
  "drop",
  "reject",
  "undecided",
  "dnat",
  "snat",
  "mark",
  "neutral",
] as const;
export type Tone = (typeof TONES)[number];

/** Classes of one tone, written out so that Tailwind finds them. */
export interface ToneClasses {
  readonly text: string;
  /** Words on the soft tint. */
  readonly soft: string;
  /** Words on the plain colour. */
  readonly solid: string;
  readonly ring: string;
  readonly fill: string;
  readonly stroke: string;
}

/** The classes of every tone. */
export const TONE_CLASSES: Readonly<Record<Tone, ToneClasses>> = {
  raw: {
    text: "text-table-raw-text",
    soft: "bg-table-raw-soft text-table-raw-text",
    solid: "bg-table-raw text-table-raw-on",
    ring: "ring-table-raw-line",
    fill: "fill-table-raw",
    stroke: "stroke-table-raw",
  },
  mangle: {
    text: "text-table-mangle-text",
    soft: "bg-table-mangle-soft text-table-mangle-text",
    solid: "bg-table-mangle text-table-mangle-on",
    ring: "ring-table-mangle-line",
    fill: "fill-table-mangle",
    stroke: "stroke-table-mangle",
  },
  nat: {
    text: "text-table-nat-text",
    soft: "bg-table-nat-soft text-table-nat-text",
    solid: "bg-table-nat text-table-nat-on",
    ring: "ring-table-nat-line",
    fill: "fill-table-nat",
    stroke: "stroke-table-nat",
  },
  filter: {
    text: "text-table-filter-text",
    soft: "bg-table-filter-soft text-table-filter-text",
    solid: "bg-table-filter text-table-filter-on",
    ring: "ring-table-filter-line",
    fill: "fill-table-filter",
    stroke: "stroke-table-filter",
  },
  security: {
    text: "text-text-2",
    soft: "bg-selected text-text-2",
    solid: "bg-line-strong text-canvas",
    ring: "ring-line-strong",
    fill: "fill-line-strong",
    stroke: "stroke-line-strong",
  },
  accept: {
    text: "text-verdict-accept-text",
    soft: "bg-verdict-accept-soft text-verdict-accept-text",
    solid: "bg-verdict-accept text-verdict-accept-on",
    ring: "ring-verdict-accept-line",
    fill: "fill-verdict-accept",
    stroke: "stroke-verdict-accept",
  },
  drop: {
    text: "text-verdict-drop-text",
    soft: "bg-verdict-drop-soft text-verdict-drop-text",
    solid: "bg-verdict-drop text-verdict-drop-on",
    ring: "ring-verdict-drop-line",
    fill: "fill-verdict-drop",
    stroke: "stroke-verdict-drop",
  },
  reject: {
    text: "text-verdict-reject-text",
    soft: "bg-verdict-reject-soft text-verdict-reject-text",
    solid: "bg-verdict-reject text-verdict-reject-on",
    ring: "ring-verdict-reject-line",
    fill: "fill-verdict-reject",
    stroke: "stroke-verdict-reject",
  },
  undecided: {
    text: "text-verdict-undecided-text",
    soft: "bg-verdict-undecided-soft text-verdict-undecided-text",
    solid: "bg-verdict-undecided text-verdict-undecided-on",
    ring: "ring-verdict-undecided-line",
    fill: "fill-verdict-undecided",
    stroke: "stroke-verdict-undecided",
  },
  dnat: {
    text: "text-target-dnat-text",
    soft: "bg-target-dnat-soft text-target-dnat-text",
    solid: "bg-target-dnat text-target-dnat-on",
    ring: "ring-target-dnat-line",
    fill: "fill-target-dnat",
    stroke: "stroke-target-dnat",
  },
  snat: {
    text: "text-target-snat-text",
    soft: "bg-target-snat-soft text-target-snat-text",
    solid: "bg-target-snat text-target-snat-on",
    ring: "ring-target-snat-line",
    fill: "fill-target-snat",
    stroke: "stroke-target-snat",
  },
  mark: {
    text: "text-target-mark-text",
    soft: "bg-target-mark-soft text-target-mark-text",
    solid: "bg-target-mark text-target-mark-on",
    ring: "ring-target-mark-line",
    fill: "fill-target-mark",
    stroke: "stroke-target-mark",
  },
  neutral: {
    text: "text-text-2",
    soft: "bg-selected text-text-2",
    solid: "bg-text-2 text-canvas",
    ring: "ring-line",
    fill: "fill-text-3",
    stroke: "stroke-text-3",
  },
};
