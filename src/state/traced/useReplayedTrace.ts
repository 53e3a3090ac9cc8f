import type { ReplayedTrace } from "@/conformance/trace/replayTrace";
import { useStore } from "../store";
import { describedWorld } from "../walk/describedWorld";
import { replayOf } from "./walkTraces";

/** The trace of the document on its rules; undefined where it has none. */
export function useReplayedTrace(): ReplayedTrace | undefined {
  const { traced, source } = useStore((state) => state.document);
  return traced && replayOf(traced.text, describedWorld(source));
}

/** Walks a packet of the trace, from its sender. */
export function walkTracedPacket(index: number): void {
  const { document, editing, selection, playback } = useStore.getState();
  const { traced } = document;
  if (traced !== undefined && !traced.isWalked)
    editing.editDocument({ ...document, traced: { ...traced, isWalked: true } });
  selection.find(undefined);
  selection.selectWalk(index);
  playback.toStart();
}
