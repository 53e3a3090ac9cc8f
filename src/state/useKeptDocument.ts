import { useEffect } from "react";
import { runInSlices } from "./runInSlices";
import { makeBlobs } from "./saved/keptForm";
import { keepDocument } from "./saved/storage";
import { useStore } from "./store";

/** How long after the last edit the document is written: often enough to lose nothing that took effort. */
const WRITE_AFTER_MS = 300;

/** Keeps the document in the browser as it changes, and says it when that does not work. */
export function useKeptDocument(): void {
  const document = useStore((state) => state.document);
  useEffect(() => {
    let isLeft = false;
    let isKept = false;
    const keep = async () => {
      if (isKept) return;
      isKept = true;
      const problem = await keepDocument(document);
      const { panels } = useStore.getState();
      if (problem !== undefined) panels.notify({ kind: "problem", text: problem });
    };
    const keepInTime = async () => {
      await runInSlices(makeBlobs(document), () => isLeft || isKept);
      if (!isLeft) await keep();
    };
    const timer = setTimeout(keepInTime, WRITE_AFTER_MS);
    // A tab that is closed or reloaded at once does not wait for the timer.
    window.addEventListener("pagehide", keep);
    return () => {
      isLeft = true;
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [document]);
}
