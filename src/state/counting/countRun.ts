import { type EndpointCounts, printAddress, printEndpoint } from "@/engine";

/** How far the counting is. */
export type CountRun =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "cancelled"; readonly done: number; readonly total: number }
  | {
      readonly kind: "done";
      readonly total: number;
      readonly seed: number;
      readonly tookMs: number;
      readonly counts: EndpointCounts;
    }
  | { readonly kind: "failed"; readonly sentence: string };

/** One bar: where some of the connections ended. */
export interface CountBar {
  /** The host's name, or how the connections failed. */
  readonly name: string;
  /** `10.244.0.5:8080`; undefined for those that failed. */
  readonly address: string | undefined;
  readonly count: number;
  /** Of all connections, 0 to 1. */
  readonly share: number;
}

const FAILURES: Readonly<Record<string, string>> = {
  dropped: "dropped by a rule",
  rejected: "rejected by a rule",
  lost: "lost on the way",
  undecided: "undecided",
};

/** The bars of what was counted, endpoints before failures, the most frequent first. */
export function countBars(
  { endpoints, failures }: EndpointCounts,
  total: number,
): readonly CountBar[] {
  const share = (count: number) => (total === 0 ? 0 : count / total);
  return [
    ...endpoints.map(({ at, address, port, count }) => ({
      name: at,
      address: port === undefined ? printAddress(address) : printEndpoint(address, port),
      count,
      share: share(count),
    })),
    ...failures.map(({ what, count }) => ({
      name: FAILURES[what] ?? what,
      address: undefined,
      count,
      share: share(count),
    })),
  ];
}
