import type { Comparison } from "@/conformance/compareWithKernel";
import type { RecordedCase } from "@/conformance/recordedCase";
import type { CompareMessage, CompareRequest } from "@/workers/compareCases.worker";

export interface CompareOptions {
  readonly signal: AbortSignal;
  /** Called for each case, in order. */
  readonly onComparison: (comparison: Comparison) => void;
}

/** Walks recorded cases in a worker and compares them with the kernel. Rejects when aborted, or when the worker fails. */
export function compareAway(
  cases: readonly RecordedCase[],
  { signal, onComparison }: CompareOptions,
): Promise<void> {
  const worker = new Worker(new URL("../../workers/compareCases.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<void>((resolve, reject) => {
    let left = cases.length;
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }: MessageEvent<CompareMessage>) => {
      onComparison(data);
      left -= 1;
      if (left === 0) resolve();
    });
    const request: CompareRequest = cases;
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
