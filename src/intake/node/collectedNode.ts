import type { NodeSpec } from "@/engine";

/** A node with what is known of it; what is not known is marked so. */
export interface CollectedNode extends Omit<NodeSpec, "rules" | "rulesOfOtherFamily" | "unknown"> {
  readonly rulesText: string;
  readonly rulesTextOfOtherFamily?: string | undefined;
  readonly unknown: NonNullable<NodeSpec["unknown"]>;
}
