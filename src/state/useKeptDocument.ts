import { useEffect } from "react";
import { keepDocument } from "./saved/storage";
import { useStore } from "./store";

/** How long after the last edit the document is written: often enough to lose nothing that took effort. */
const WRITE_AFTER_MS = 400;

/** Keeps the document in the browser as it changes, and says it once when that does not work. */
export function useKeptDocument(): void {
  const document = useStore((state) => state.document);
  useEffect(() => {
    const timer = setTimeout(async () => {
      const problem = await keepDocument(document);
      const { panels } = useStore.getState();
      if (problem !== undefined) panels.notify({ kind: "problem", text: problem });
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [document]);
}
