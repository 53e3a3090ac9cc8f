import type { Stop } from "@/scene/playback/stop";
import { currentStopIndex } from "./currentStop";
import { useStore } from "./store";
import { toldStopIndex } from "./toldStop";
import { narrationAt } from "./walk/narration";
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

/** What is said of the stop at hand, of the next, and of the end. While a rewrite is being shown it waits. */
export function useNarration(): Narration {
  const walk = useWalk();
  const stop = useStore(toldStopIndex);
  return narrationAt(walk, stop);
}
