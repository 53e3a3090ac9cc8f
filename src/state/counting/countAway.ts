import type { EndpointCounts } from "@/engine";
import type { CountMessage, CountRequest } from "@/workers/countConnections.worker";
import { postRequest } from "../postRequest";

export interface CountOptions {
  readonly signal: AbortSignal;
  /** Called now and then with how many connections are done. */
  readonly onProgress: (done: number) => void;
}

/** What was counted, and how long it took. */
export interface TimedCounts {
  readonly counts: EndpointCounts;
  /** Of the counting alone; the rules were read before. */
  readonly tookMs: number;
}

/** Begins many connections in a worker and counts where they arrive. Rejects when aborted, or when the worker fails. */
export function countAway(
  request: CountRequest,
  { signal, onProgress }: CountOptions,
): Promise<TimedCounts> {
  const worker = new Worker(new URL("../../workers/countConnections.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<TimedCounts>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }: MessageEvent<CountMessage>) => {
      if (data.kind === "progress") onProgress(data.done);
      else resolve(data);
    });
    postRequest(worker, request, signal);
  }).finally(() => worker.terminate());
}
