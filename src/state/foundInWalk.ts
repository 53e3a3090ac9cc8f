import { visitAt } from "@/scene/playback/visitAt";
import { useStopIndex, useWalk } from "./derived";
import type { FoundRule } from "./selection";
import { type Store, useStore } from "./store";
import { type Walk, walkOf } from "./walk/walkOf";

/** The stop at which a walk meets a found rule, or, of number 0, its chain first; undefined when it never does. */
function stopOfFound(
  { timeline }: Walk,
  { node, table, chain, ruleNumber }: FoundRule,
): number | undefined {
  return timeline?.stops.find(
    ({ at, hop }) =>
      at === node &&
      hop !== undefined &&
      "chain" in hop &&
      hop.table === table &&
      hop.chain === chain &&
      (ruleNumber === 0 || hop.ruleNumber === ruleNumber),
  )?.index;
}

/** What was found and where the walk meets its chain; undefined when nothing is looked at that was found. */
export function useFound():
  | { readonly found: FoundRule; readonly chainStop: number | undefined }
  | undefined {
  const found = useStore((state) => state.selection.found);
  const walk = useWalk();
  return found && { found, chainStop: stopOfFound(walk, { ...found, ruleNumber: 0 }) };
}

/** The node whose rules are at hand: where the packet is, or is next. */
export function useNodeAtHand(): string | undefined {
  const { timeline } = useWalk();
  const stop = useStopIndex();
  return timeline === undefined ? undefined : visitAt(timeline, stop)?.node;
}

/** Shows a rule or chain that was found: in the rules, and where the packet meets it or, if it never does, by itself. */
export function goToFound(found: FoundRule): void {
  const { document, selection, playback }: Store = useStore.getState();
  const walk = walkOf(document, selection.walkIndex);
  const stop = stopOfFound(walk, found) ?? stopOfFound(walk, { ...found, ruleNumber: 0 });
  selection.find(found);
  const hop = stop === undefined ? undefined : walk.timeline?.stops[stop]?.hop;
  if (stop === undefined || hop === undefined || !("hook" in hop)) {
    selection.select(undefined);
    return;
  }
  playback.seekStop(stop);
  playback.setFollow(true);
  selection.select({ ...found, hook: hop.hook });
}
