import type { Ruleset } from "@/engine";
import type { FindingsProgress } from "@/findings/findFindings";
import type { Finding } from "@/findings/finding";
import type { FindingsMessage, FindingsRequest } from "@/workers/findFindings.worker";
import { postRequest } from "../postRequest";

/** The rules of a node and what is known besides. */
export interface RulesToExamine {
  readonly ruleset: Ruleset;
  readonly text: string;
  /** The names of its ipsets; undefined when they are not known. */
  readonly ipsets: readonly string[] | undefined;
}

export interface FindOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FindingsProgress) => void;
}

/** Shorter texts are examined faster than a worker starts. */
const AWAY_CHARACTERS = 200_000;

/** What is odd about the rules of a node; of many rules in a worker. Rejects when aborted, or when the worker fails. */
export async function findAway(
  { ruleset, text, ipsets }: RulesToExamine,
  options: FindOptions,
): Promise<readonly Finding[]> {
  if (text.length < AWAY_CHARACTERS || typeof Worker === "undefined") {
    const { findFindings } = await import("@/findings/findFindings");
    return findFindings(ruleset, { text, ipsets });
  }
  return findInWorker({ text, family: ruleset.family, ipsets }, options);
}

function findInWorker(
  request: FindingsRequest,
  { signal, onProgress }: FindOptions,
): Promise<readonly Finding[]> {
  const worker = new Worker(new URL("../../workers/findFindings.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<readonly Finding[]>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.addEventListener("message", ({ data }: MessageEvent<FindingsMessage>) => {
      if (data.kind === "progress") onProgress(data.progress);
      else resolve(data.findings);
    });
    postRequest(worker, request, signal);
  }).finally(() => worker.terminate());
}
