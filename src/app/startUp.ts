import { restoreAppearance } from "@/state/saved/appearance";
import { restoreDocument } from "@/state/saved/storage";
import { useStore } from "@/state/store";

/** A first paint is worth more than a kept document that comes late. */
const LONGEST_WAIT_MS = 800;

/** Brings back what the last visit left, as far as it comes in time; later it is put in place unless work has begun. */
export async function startUp(): Promise<void> {
  restoreAppearance();
  const first = useStore.getState().document;
  const restoring = restoreDocument().then(async (restored) => {
    const { editing, panels } = useStore.getState();
    if (restored.kind === "problem") panels.notify({ kind: "problem", text: restored.sentence });
    if (restored.kind !== "document") return;
    const { traced } = restored.document;
    if (traced) await (await import("@/state/traced/walkTraces")).walkTraces();
    if (useStore.getState().document !== first) return;
    editing.openDocument(restored.document);
    useStore.temporal.getState().clear();
  });
  await Promise.race([restoring, wait(LONGEST_WAIT_MS)]);
}

function wait(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, timeMs));
}
