import type { NodeSpec } from "@/engine";

/** A node with what is known of it; what is not known is marked so. */
export interface CollectedNode extends Omit<NodeSpec, "rules" | "rulesOfOtherFamily" | "unknown"> {
  readonly rulesText: string;
  readonly rulesTextOfOtherFamily?: string | undefined;
  readonly unknown: NonNullable<NodeSpec["unknown"]>;
  /** Set while its routes are not known, but some of what tells them was there. */
  readonly readRouting?: ReadRouting | undefined;
}

/** What of a node's routing was read whole. */
export interface ReadRouting {
  /** The tables of which all routes were shown. */
  readonly routes?: "main" | "all";
  readonly rules?: true;
}
