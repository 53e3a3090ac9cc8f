import { useCallback, useEffect, useRef, useState } from "react";
import type { WalkDocument } from "../document";
import { type RedactedDocument, redactDocument } from "./redactDocument";

/** A redaction while it is made and afterwards. */
export type Redaction =
  | { readonly kind: "running"; readonly line: string }
  | { readonly kind: "done"; readonly redacted: RedactedDocument }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly sentence: string };

export interface RedactionControl {
  readonly redaction: Redaction;
  cancel(): void;
  /** Begins again after a cancel or a failure. */
  start(): void;
}

const STARTED: Redaction = { kind: "running", line: "Replacing …" };

/** The document redacted, drawn anew each time it is asked for. A cluster stays as it is: it has nothing pasted. */
export function useRedaction(document: WalkDocument): RedactionControl {
  const [redaction, setRedaction] = useState<Redaction>(STARTED);
  const controller = useRef<AbortController>(undefined);
  const start = useCallback(() => {
    controller.current?.abort();
    const started = new AbortController();
    controller.current = started;
    setRedaction(STARTED);
    void redact(document, started.signal, setRedaction);
  }, [document]);
  useEffect(() => {
    // After the sheet has been painted.
    const timer = setTimeout(start);
    return () => {
      clearTimeout(timer);
      controller.current?.abort();
    };
  }, [start]);
  const cancel = () => {
    controller.current?.abort();
    setRedaction({ kind: "cancelled" });
  };
  return { redaction, cancel, start };
}

async function redact(
  document: WalkDocument,
  signal: AbortSignal,
  setRedaction: (redaction: Redaction) => void,
): Promise<void> {
  const { source } = document;
  if (source.kind !== "pasted") return;
  const [seed = 1] = crypto.getRandomValues(new Uint32Array(1));
  const report = (line: string) => {
    if (!signal.aborted) setRedaction({ kind: "running", line: `${line} …` });
  };
  try {
    const redacted = await redactDocument({ ...document, source }, seed, { report, signal });
    if (!signal.aborted) setRedaction({ kind: "done", redacted });
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    setRedaction({ kind: "failed", sentence: `The dump could not be redacted: ${why}` });
  }
}
