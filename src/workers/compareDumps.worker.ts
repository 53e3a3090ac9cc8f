import { compareDumps, type DumpComparison, type DumpsToCompare } from "./comparedDumps";

/** What the worker says: how far it is, and in the end what differs. */
export type CompareMessage =
  | { readonly kind: "progress"; readonly line: string }
  | { readonly kind: "done"; readonly comparison: DumpComparison; readonly tookMs: number };

self.addEventListener("message", ({ data }: MessageEvent<DumpsToCompare>) => {
  const say = (message: CompareMessage) => self.postMessage(message);
  const startedMs = performance.now();
  const comparison = compareDumps(data, (line) => say({ kind: "progress", line }));
  say({ kind: "done", comparison, tookMs: performance.now() - startedMs });
});
