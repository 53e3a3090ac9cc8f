import { walkText } from "@/scene/narration/walkText";
import { copyText } from "./copyText";
import { useStore } from "./store";
import { walkOf } from "./walk/walkOf";

/** Puts the walk into the clipboard as plain text, one hop a line. */
export async function copyWalk(): Promise<void> {
  const { document, selection, panels } = useStore.getState();
  const { trace, problem } = walkOf(document, selection.walkIndex);
  if (trace === undefined) {
    panels.notify({ kind: "problem", text: `There is no walk to copy. ${problem ?? ""}`.trim() });
    return;
  }
  await copyText(walkText(trace), "The walk");
}
