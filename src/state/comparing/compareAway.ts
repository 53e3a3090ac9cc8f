import type { CompareMessage } from "@/workers/compareDumps.worker";
import {
  compareDumps,
  type DumpComparison,
  type DumpsToCompare,
  type FamilyComparison,
} from "@/workers/comparedDumps";
import { postRequest } from "../postRequest";
import type { AwayOptions } from "../readRulesAway";

export type { FamilyComparison };

/** What differs, and how long finding it took. */
export interface TimedComparison {
  readonly comparison: DumpComparison;
  readonly tookMs: number;
}

/** Compares two dumps in a worker. Rejects when aborted, or when the worker fails. */
export function compareAway(
  dumps: DumpsToCompare,
  { report, signal }: AwayOptions,
): Promise<TimedComparison> {
  if (typeof Worker === "undefined")
    return Promise.resolve({ comparison: compareDumps(dumps, report), tookMs: 0 });
  const worker = new Worker(new URL("../../workers/compareDumps.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<TimedComparison>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }: MessageEvent<CompareMessage>) => {
      if (data.kind === "progress") report(data.line);
      else resolve(data);
    });
    postRequest(worker, dumps, signal);
  }).finally(() => worker.terminate());
}
