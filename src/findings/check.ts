import type { ExaminedNode } from "./examinedNode";
import type { Finding } from "./finding";

/** One thing that can be odd about rules. A new one is a new file and one name in `checks/index.ts`. */
export interface Check {
  /** Kebab-case; begins the ids of its findings. */
  readonly name: string;
  /** What it looks for, as in "Looking for …". */
  readonly looksFor: string;
  /** In the order of the text, each made when it is asked for. Pure; the same rules give the same findings. */
  find(node: ExaminedNode): Iterable<Finding>;
}
