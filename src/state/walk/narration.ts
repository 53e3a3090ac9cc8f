import { hopSentence } from "@/scene/narration/hopSentence";
import { type NameOf, namesOf } from "@/scene/narration/namesOf";
import { nextSentence } from "@/scene/narration/nextSentence";
import { outcomeSentence } from "@/scene/narration/outcomeSentence";
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

const namesIn = remember(({ described }: Walk): NameOf => namesOf(described.spec));
