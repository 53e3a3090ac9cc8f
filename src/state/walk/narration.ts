import { type PacketView, packetAt } from "@/scene/inspector/packetAt";
import { hopSentence } from "@/scene/narration/hopSentence";
import { type NameOf, namesOf } from "@/scene/narration/namesOf";
import { nextSentence } from "@/scene/narration/nextSentence";
import { outcomeSentence } from "@/scene/narration/outcomeSentence";
import type { Sentence } from "@/scene/narration/sentence";
import { type LogLine, walkLog } from "@/scene/narration/walkLog";
import { remember } from "../remember";
import type { Walk } from "./walkOf";

/** What is said of one stop. */
export interface Narration {
  readonly now: Sentence;
  readonly next: Sentence;
  /** How the whole walk ends; the same at every stop. */
  readonly outcome: Sentence;
}

const SILENCE: Narration = { now: [], next: [], outcome: [] };

/** The sentences of one stop. */
export const narrationAt = remember((walk: Walk, stop: number): Narration => {
  const { trace, timeline } = walk;
  if (trace === undefined || timeline === undefined) return SILENCE;
  return {
    now: hopSentence(timeline, stop, namesIn(walk)),
    next: nextSentence(timeline, stop),
    outcome: outcomeSentence(trace),
  };
});

/** The packet's fields at one stop. */
export const packetViewAt = remember(
  ({ timeline }: Walk, stop: number): PacketView | undefined =>
    timeline && packetAt(timeline, stop),
);

/** The walk as lines of text, one per hop. */
export const logOf = remember(({ timeline }: Walk): readonly LogLine[] =>
  timeline === undefined ? [] : walkLog(timeline),
);

const namesIn = remember(({ described }: Walk): NameOf => namesOf(described.spec));
