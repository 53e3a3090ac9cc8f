import { type ManifestReading, readManifests } from "@/kubernetes";
import { ReadingAssembly } from "@/workers/readingPieces";
import type { ManifestsMessage, ManifestsRequest } from "@/workers/readManifests.worker";
import { postRequest } from "./postRequest";
import type { AwayOptions } from "./readRulesAway";

/** Shorter texts are read faster than a worker starts. */
const AWAY_CHARACTERS = 300_000;

/** Reads a text of manifests; a long one in a worker, so that the page goes on. Rejects only when aborted. */
export async function readManifestsAway(
  text: string,
  options: AwayOptions,
): Promise<ManifestReading> {
  if (text.length < AWAY_CHARACTERS || typeof Worker === "undefined") return readManifests(text);
  return readInWorker(text, options);
}

function readInWorker(text: string, { report, signal }: AwayOptions): Promise<ManifestReading> {
  const worker = new Worker(new URL("../workers/readManifests.worker.ts", import.meta.url), {
    type: "module",
  });
  const assembly = new ReadingAssembly();
  return new Promise<ManifestReading>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    worker.addEventListener("error", () => reject(new Error("The manifests could not be read.")));
    worker.addEventListener("message", ({ data }: MessageEvent<ManifestsMessage>) => {
      if (data.kind === "progress") report(`${Math.floor(data.share * 100)} % of the text read`);
      const reading = data.kind === "piece" ? assembly.add(data.piece) : undefined;
      if (reading !== undefined) resolve(reading);
    });
    postRequest<ManifestsRequest>(worker, text, signal);
  }).finally(() => worker.terminate());
}
