import { type PacketView, packetAt } from "@/scene/inspector/packetAt";
import { hopSentence } from "@/scene/narration/hopSentence";
import { type NameOf, namesOf } from "@/scene/narration/namesOf";
import { nextSentence } from "@/scene/narration/nextSentence";
import { outcomeSentence } from "@/scene/narration/outcomeSentence";
import { type LogLine, walkLog } from "@/scene/narration/walkLog";
import { remember } from "../remember";
import type { Narration } from "./told";
import type { Walk } from "./walkOf";

const SILENCE: Narration = { now: [], next: [], outcome: [] };

/** The sentences of one stop. */
export const narrationAt = remember((walk: Walk, stop: number): Narration => {
  const { trace, timeline } = walk;
  if (trace === undefined || timeline === undefined) return SILENCE;
  const own: Narration = {
    now: hopSentence(timeline, stop, namesIn(walk)),
    next: nextSentence(timeline, stop),
    outcome: outcomeSentence(trace),
  };
  return walk.kernel?.tell(own, stop) ?? own;
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
