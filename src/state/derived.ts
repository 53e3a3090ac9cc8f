import type { PartExplanation } from "@/engine";
import type { PacketView } from "@/scene/inspector/packetAt";
import type { PassedOverRule } from "@/scene/narration/passedOverRule";
import type { LogLine } from "@/scene/narration/walkLog";
import type { Stop } from "@/scene/playback/stop";
import { currentStopIndex } from "./currentStop";
import type { SelectedRule } from "./selection";
import { useStore } from "./store";
import { toldStopIndex } from "./toldStop";
import { explainAtPlace } from "./walk/explainAtStop";
import { logOf, narrationAt, packetViewAt } from "./walk/narration";
import { type PassedOver, passedOverAt, passedOverRuleAt } from "./walk/passedOverAt";
import { type ShownMap, shownMap } from "./walk/shownMap";
import type { Narration } from "./walk/told";
import { type Walk, walkOf } from "./walk/walkOf";

/** The walk that the player shows, or why there is none. The same document gives the same object. */
export function useWalk(): Walk {
  const document = useStore((state) => state.document);
  const walkIndex = useStore((state) => state.selection.walkIndex);
  return walkOf(document, walkIndex);
}

/** Index of the stop the packet has arrived at last; 0 when there is no walk. */
export function useStopIndex(): number {
  return useStore(currentStopIndex);
}

/** The stop the packet has arrived at last; renders again only when it is another. Undefined when there is no walk. */
export function useStop(): Stop | undefined {
  const { timeline } = useWalk();
  const index = useStopIndex();
  return timeline?.stops[index];
}

/** The hosts laid out for a width, and where the packet is among them. */
export function useNetworkMap(widthPx: number): ShownMap {
  const walk = useWalk();
  const stop = useStopIndex();
  return shownMap(walk, widthPx, stop);
}

/** What is said of the stop at hand, of the next, and of the end. While a rewrite is being shown it waits. */
export function useNarration(): Narration {
  const walk = useWalk();
  const stop = useStore(toldStopIndex);
  return narrationAt(walk, stop);
}

/** The packet's fields at the stop at hand. Undefined when there is no walk. */
export function usePacketView(): PacketView | undefined {
  const walk = useWalk();
  const stop = useStopIndex();
  return packetViewAt(walk, stop);
}

/** The walk as lines of text, one per hop. */
export function useWalkLog(): readonly LogLine[] {
  return logOf(useWalk());
}

/**
 * Why a rule took the packet or did not, part by part, when the packet was in that chain last before now.
 * Empty when the packet has not tried the rule.
 */
export function explain(place: SelectedRule, ruleNumber: number): readonly PartExplanation[] {
  const state = useStore.getState();
  const walk = walkOf(state.document, state.selection.walkIndex);
  return explainAtPlace(walk, { ...place, ruleNumber }, currentStopIndex(state));
}

/** The rules that the hop at hand passed over; `rule` computes why, one at a time. */
export interface PassedOverHere extends PassedOver {
  rule(ruleNumber: number): PassedOverRule;
}

/** Which rules the hop at hand passed over; undefined where it passed over none. */
export function usePassedOver(): PassedOverHere | undefined {
  const walk = useWalk();
  const stop = useStopIndex();
  const passed = passedOverAt(walk, stop);
  return passed && { ...passed, rule: (number) => passedOverRuleAt(walk, stop, number) };
}
