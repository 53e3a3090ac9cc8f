import type { Comparison } from "@/conformance/compareWithKernel";

/** How far the recorded cases have been walked again in this browser. */
export type CaseRun =
  | { readonly kind: "idle" }
  | { readonly kind: "loading" }
  | {
      readonly kind: "running" | "done" | "cancelled";
      /** How many cases there are. */
      readonly total: number;
      /** One for each case that is through, in order. */
      readonly results: readonly Comparison[];
    }
  | { readonly kind: "failed"; readonly sentence: string };

/** What the cases that are through come to. */
export interface RunSums {
  readonly packets: number;
  readonly hops: number;
  readonly differences: number;
  /** Cases in which something differs. */
  readonly differing: number;
}

/** Adds up the cases that are through. */
export function sumOf(results: readonly Comparison[]): RunSums {
  return results.reduce<RunSums>(
    (sums, { packets, hops, differences }) => ({
      packets: sums.packets + packets,
      hops: sums.hops + hops,
      differences: sums.differences + differences.length,
      differing: sums.differing + (differences.length > 0 ? 1 : 0),
    }),
    { packets: 0, hops: 0, differences: 0, differing: 0 },
  );
}
