import { useEffect, useState } from "react";
import type { WalkDocument } from "../document";
import { type RedactedDocument, redactDocument } from "./redactDocument";

/** The document redacted, drawn anew each time it is asked for; undefined while it is made, and for a cluster. */
export function useRedaction(document: WalkDocument): RedactedDocument | undefined {
  const [made, setMade] = useState<RedactedDocument>();
  useEffect(() => {
    const { source } = document;
    if (source.kind !== "pasted") return undefined;
    // After the sheet has been painted: a large dump takes a moment.
    const timer = setTimeout(() => {
      const [seed = 1] = crypto.getRandomValues(new Uint32Array(1));
      setMade(redactDocument({ ...document, source }, seed));
    });
    return () => clearTimeout(timer);
  }, [document]);
  return made;
}
