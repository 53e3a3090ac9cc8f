import { useEffect, useRef, useState } from "react";
import { useStore } from "../store";
import { compareAway, type TimedComparison } from "./compareAway";
import { dumpsOf } from "./comparedDumps";
import type { ComparedSide } from "./compareStore";

/** How far the comparison of two dumps is. */
export type ComparisonRun =
  | { readonly kind: "running"; readonly line: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly sentence: string }
  | ({ readonly kind: "done" } & TimedComparison);

export interface ComparisonControl {
  readonly run: ComparisonRun;
  cancel(): void;
}

const STARTED: ComparisonRun = { kind: "running", line: "Comparing …" };

/** Compares two dumps in a worker, again whenever one of them is another. Leaving ends it. */
export function useComparison(before: ComparedSide, now: ComparedSide): ComparisonControl {
  const [run, setRun] = useState(STARTED);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => {
    const started = new AbortController();
    controller.current = started;
    setRun(STARTED);
    compare(before, now, { signal: started.signal, setRun });
    return () => started.abort();
  }, [before, now]);
  const cancel = () => {
    controller.current?.abort();
    setRun({ kind: "cancelled" });
  };
  return { run, cancel };
}

interface CompareOptions {
  readonly signal: AbortSignal;
  readonly setRun: (run: ComparisonRun) => void;
}

async function compare(
  before: ComparedSide,
  now: ComparedSide,
  { signal, setRun }: CompareOptions,
): Promise<void> {
  const tell = (run: ComparisonRun) => {
    if (!signal.aborted) setRun(run);
  };
  try {
    const dumps = dumpsOf(before, now, useStore.getState().document);
    const report = (line: string) => tell({ kind: "running", line });
    tell({ kind: "done", ...(await compareAway(dumps, { report, signal })) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell({ kind: "failed", sentence: `The dumps could not be compared: ${why}` });
  }
}
