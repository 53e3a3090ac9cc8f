import { useStopIndex, useWalk } from "./derived";
import { useStore } from "./store";
import { type ShownGraph, shownGraph } from "./walk/shownGraph";

/** The chains of the node at hand and what is lit in them. Undefined when the walk meets no node with rules. */
export function useChainGraph(): ShownGraph | undefined {
  const document = useStore((state) => state.document);
  const opened = useStore((state) => state.selection.openedGaps);
  const selected = useStore((state) => state.selection.selected);
  const walk = useWalk();
  const stop = useStopIndex();
  return shownGraph(document, walk, { stop, opened, selected });
}
