import { type Comparison, compareWithKernel } from "@/conformance/compareWithKernel";
import type { RecordedCase } from "@/conformance/recordedCase";

/** What the worker is sent: the cases to walk, once. */
export type CompareRequest = readonly RecordedCase[];

/** What it says: one after the other, in the order of the cases, how each went. */
export type CompareMessage = Comparison;

self.addEventListener("message", ({ data }: MessageEvent<CompareRequest>) => {
  for (const recorded of data) {
    const comparison: CompareMessage = compareWithKernel(recorded);
    self.postMessage(comparison);
  }
});
