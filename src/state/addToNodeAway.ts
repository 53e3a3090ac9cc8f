import { type Addition, type AdditionRequest, addToNode } from "@/workers/addToNode";
import { postRequest } from "./postRequest";
import type { AwayOptions } from "./readRulesAway";

/** Shorter texts are read faster than a worker starts. */
const AWAY_CHARACTERS = 500_000;

/** Adds what a text tells to a node; in a worker where much has to be read, so that the page goes on. Rejects only when aborted. */
export async function addToNodeAway(
  request: AdditionRequest,
  { report, signal }: AwayOptions,
): Promise<Addition> {
  const length = request.text.length + request.node.rulesText.length;
  if (length < AWAY_CHARACTERS || typeof Worker === "undefined") return addToNode(request);
  report(`Reading ${(length / 1e6).toFixed(1)} million characters …`);
  const worker = new Worker(new URL("../workers/addToNode.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<Addition>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", () => reject(new Error("The text could not be read.")));
    worker.addEventListener("message", (event: MessageEvent<Addition>) => resolve(event.data));
    postRequest<AdditionRequest>(worker, request, signal);
  }).finally(() => worker.terminate());
}
