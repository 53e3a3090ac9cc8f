import type { RulesMessage, RulesRequest } from "@/workers/readRules.worker";
import { type RulesReading, readAllRules } from "@/workers/rulesReading";
import { postRequest } from "./postRequest";

/** Shorter texts are read faster than a worker starts. */
const AWAY_CHARACTERS = 1_000_000;

export interface AwayOptions {
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Reads and checks a text of rules; a long one in a worker, so that the page goes on. Rejects only when aborted. */
export async function readRulesAway(text: string, options: AwayOptions): Promise<RulesReading> {
  if (text.length < AWAY_CHARACTERS || typeof Worker === "undefined") return readAllRules(text);
  return readInWorker(text, options);
}

function readInWorker(text: string, { report, signal }: AwayOptions): Promise<RulesReading> {
  const worker = new Worker(new URL("../workers/readRules.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<RulesReading>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", () => reject(new Error("The rules could not be read.")));
    worker.addEventListener("message", ({ data }: MessageEvent<RulesMessage>) => {
      if (data.kind === "progress") report(`${data.rulesChecked.toLocaleString("en")} rules read`);
      else resolve(data.reading);
    });
    postRequest<RulesRequest>(worker, text, signal);
  }).finally(() => worker.terminate());
}
