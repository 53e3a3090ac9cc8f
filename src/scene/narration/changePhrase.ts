import type { ChangeKind, Rewrite } from "../playback/stop";
import { code, old, type Sentence, say, type Tone } from "./sentence";

const TONES: Readonly<Record<ChangeKind, Tone>> = {
  mark: "mark",
  dnat: "dnat",
  snat: "snat",
  "un-dnat": "dnat",
  "un-snat": "snat",
  drop: "drop",
  reject: "reject",
  lost: "drop",
  undecided: "undecided",
  delivered: "accept",
};

/** The colour of a change. */
export function toneOf(kind: ChangeKind): Tone {
  return TONES[kind];
}

const SHORT_FIELDS: Readonly<Record<Rewrite["field"], string>> = {
  source: "src",
  destination: "dst",
  mark: "mark",
  "connection mark": "ctmark",
  "reply source": "reply src",
  "reply destination": "reply dst",
};

/** `dst 192.168.1.10:30080 10.244.1.6:8080`, the old value struck: what a line of the log has room for. */
export function rewritePhrase({ field, before, after }: Rewrite, tone: Tone): Sentence {
  return field === "mark"
    ? say`${code(before)} → ${code(after, tone)}`
    : say`${SHORT_FIELDS[field]} ${old(before)} ${code(after, tone)}`;
}

/** The rewrites of the packet itself; those of the reply tuple follow from them. */
export function packetRewrites(rewrites: readonly Rewrite[]): readonly Rewrite[] {
  return rewrites.filter(({ field }) => !field.startsWith("reply"));
}
