import { type RedactedNodes, type RedactRequest, redactNodes } from "@/workers/redactNodes";
import type { RedactMessage } from "@/workers/redactNodes.worker";
import { postRequest } from "../postRequest";
import type { AwayOptions } from "../readRulesAway";

/** Shorter texts are redacted faster than a worker starts. */
const AWAY_CHARACTERS = 200_000;

/** Redacts nodes; large ones in a worker, so that the page goes on. Rejects when aborted, or when the worker fails. */
export async function redactAway(
  request: RedactRequest,
  options: AwayOptions,
): Promise<RedactedNodes> {
  const length = request.source.nodes.reduce((sum, { rulesText }) => sum + rulesText.length, 0);
  if (length < AWAY_CHARACTERS || typeof Worker === "undefined") return redactNodes(request);
  return redactInWorker(request, options);
}

function redactInWorker(
  request: RedactRequest,
  { report, signal }: AwayOptions,
): Promise<RedactedNodes> {
  const worker = new Worker(new URL("../../workers/redactNodes.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<RedactedNodes>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }: MessageEvent<RedactMessage>) => {
      if (data.kind === "progress") report(data.line);
      else resolve(data.redacted);
    });
    postRequest(worker, request, signal);
  }).finally(() => worker.terminate());
}
