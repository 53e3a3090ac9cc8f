import { type NodesReading, readNodes } from "@/workers/nodesReading";
import type { NodesRequest } from "@/workers/readNodes.worker";
import { postRequest } from "./postRequest";
import type { AwayOptions } from "./readRulesAway";

/** Shorter texts are read faster than a worker starts. */
const AWAY_CHARACTERS = 500_000;

/** Reads all that a text tells about machines; a long one in a worker, so that the page goes on. Rejects only when aborted. */
export async function readNodesAway(text: string, options: AwayOptions): Promise<NodesReading> {
  if (text.length < AWAY_CHARACTERS || typeof Worker === "undefined") return readNodes(text);
  options.report(`Reading ${(text.length / 1e6).toFixed(1)} million characters …`);
  const worker = new Worker(new URL("../workers/readNodes.worker.ts", import.meta.url), {
    type: "module",
  });
  const { signal } = options;
  return new Promise<NodesReading>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", () => reject(new Error("The text could not be read.")));
    worker.addEventListener("message", (event: MessageEvent<NodesReading>) => resolve(event.data));
    postRequest<NodesRequest>(worker, text, signal);
  }).finally(() => worker.terminate());
}
