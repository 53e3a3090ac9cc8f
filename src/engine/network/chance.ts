import type { TableName } from "../net/hook";

/** How chance goes in a walk: by a seed, or as a recorded walk tells. */
export type Chance =
  /** The same seed, the same walk. */
  | { readonly kind: "seed"; readonly seed: number }
  /** What is not recorded follows the seed. */
  | { readonly kind: "draws"; readonly turns: readonly TurnDraws[]; readonly seed: number };

/** What chance decided in one turn of a recorded walk. */
export interface TurnDraws {
  /** The rules that chance let take the packet, in order. One that is met and not listed did not take it. */
  readonly took: readonly RecordedPlace[];
  /** By node name: the port that source NAT ended with, where it was not the packet's own. */
  readonly sourcePort: Readonly<Record<string, number>>;
}

/** A rule as a record names it. */
export interface RecordedPlace {
  readonly node: string;
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}
