import { useEffect, useState } from "react";
import { type PasteReading, type PasteRequest, readPasted } from "./pasteReading";
import { prepareWalk } from "./prepareWalk";
import { useStore } from "./store";

/** Typing is not read letter by letter. */
const READ_AFTER_MS = 150;

/** Reading that takes longer than this says how far it is. */
const QUIET_MS = 300;

export interface PasteState {
  /** undefined while the text is being read. */
  readonly reading: PasteReading | undefined;
  /** What is being done, when it takes long; undefined before that. */
  readonly progress: string | undefined;
  /** Ends the reading; the box stays as it is. */
  cancel(): void;
}

const CANCELLED: PasteReading = {
  document: undefined,
  sentence: "The reading was cancelled.",
  facts: [],
  problems: [],
};

interface Read {
  readonly text: string;
  readonly isAddition: boolean | undefined;
  readonly reading: PasteReading;
}

/** What a shorter text makes is made in no time when it is opened. */
const PREPARE_CHARACTERS = 300_000;

/** A document of a large text is made ready before it is offered, so that opening it does not hold up the page. */
async function readAndPrepare(request: PasteRequest): Promise<PasteReading> {
  const read = await readPasted(request);
  const reading = await beside(request.text, read);
  if (reading.document !== undefined && request.text.length > PREPARE_CHARACTERS)
    await prepareWalk(reading.document, request);
  return reading;
}

const TRACE = /\bTRACE: /;

/** With what the kernel's trace in the text tells, or the one that a saved walk has. */
async function beside(text: string, reading: PasteReading): Promise<PasteReading> {
  if (!TRACE.test(text)) return reading;
  const { withTrace } = await import("./traced/pastedTrace");
  return withTrace(text, reading, useStore.getState().document);
}

/** What the text in the paste box is. Reads again whenever the text is another, away from the page when it is long. */
export function usePasteReading(): PasteState {
  const { text, fileName, isAddition } = useStore((state) => state.paste);
  const askedNode = useStore((state) => state.paste.asked?.node);
  const [read, setRead] = useState<Read>();
  const [progress, setProgress] = useState<string>();
  const [abort, setAbort] = useState<AbortController>();
  useEffect(() => {
    const controller = new AbortController();
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(() => {
      setAbort(controller);
      const started = performance.now();
      const report = (line: string) => {
        if (performance.now() - started > QUIET_MS) setProgress(line);
      };
      // Where nothing can be counted it is told all the same, and can be cancelled.
      quiet = setTimeout(() => setProgress((said) => said ?? "Reading …"), QUIET_MS);
      readAndPrepare({
        text,
        fileName,
        isAddition,
        askedNode,
        report,
        signal: controller.signal,
      }).then(
        (reading) => setRead({ text, isAddition, reading }),
        () => setRead({ text, isAddition, reading: CANCELLED }),
      );
    }, READ_AFTER_MS);
    return () => {
      clearTimeout(timer);
      clearTimeout(quiet);
      controller.abort();
      setProgress(undefined);
    };
  }, [text, fileName, isAddition, askedNode]);
  return {
    reading: read?.text === text && read.isAddition === isAddition ? read.reading : undefined,
    progress,
    cancel: () => abort?.abort(),
  };
}
