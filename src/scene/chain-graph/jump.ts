/** A rule that jumps from one box to another. */
export interface Jump {
  readonly id: string;
  readonly kind: "jump" | "goto";
  readonly fromBox: string;
  readonly fromRow: string;
  /** The middle of the row, from the top of its box. */
  readonly rowMiddlePx: number;
  readonly toBox: string;
  /** The chain jumped to: of a group, one of several. */
  readonly chain: string;
  /** Whether the walk takes it. */
  readonly isTaken: boolean;
}
