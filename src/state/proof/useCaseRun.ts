import { useEffect, useRef, useState } from "react";
import { recordedFiles } from "@/conformance/recordedCases";
import type { CaseRun } from "./caseRun";
import { compareAway } from "./compareAway";

export interface CaseRunControl {
  readonly run: CaseRun;
  start(): void;
  /** Ends the run; what is through stays to be read. */
  cancel(): void;
}

/** Walks all recorded cases again when it is asked to, away from the page. Leaving the page's part ends the run. */
export function useCaseRun(): CaseRunControl {
  const [run, setRun] = useState<CaseRun>({ kind: "idle" });
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const start = () => {
    controller.current?.abort();
    const started = new AbortController();
    controller.current = started;
    setRun({ kind: "loading" });
    runAll(started.signal, (change) => {
      if (controller.current === started) setRun(change);
    });
  };
  const cancel = () => {
    controller.current?.abort();
    controller.current = undefined;
    setRun(cancelled);
  };
  return { run, start, cancel };
}

type Change = (change: (run: CaseRun) => CaseRun) => void;

async function runAll(signal: AbortSignal, change: Change): Promise<void> {
  try {
    const cases = (await Promise.all(recordedFiles.map(({ load }) => load()))).flat();
    if (signal.aborted) return;
    change(() => ({ kind: "running", total: cases.length, results: [] }));
    await compareAway(cases, {
      signal,
      onComparison: (comparison) =>
        change((run) =>
          run.kind === "running" ? { ...run, results: [...run.results, comparison] } : run,
        ),
    });
    change((run) => (run.kind === "running" ? { ...run, kind: "done" } : run));
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    change(() => ({ kind: "failed", sentence: `The cases could not be run: ${why}` }));
  }
}

function cancelled(run: CaseRun): CaseRun {
  if (run.kind === "running") return { ...run, kind: "cancelled" };
  return run.kind === "loading" ? { kind: "idle" } : run;
}
