import type { WalkDocument } from "./walkDocument";

/** What the examples are about, in the order of the picker. */
export const TOPICS = ["services", "networks", "policies", "addresses", "pasted", "nodes"] as const;
export type Topic = (typeof TOPICS)[number];

/** A built-in example: something to watch, and a test of the whole pipeline at once. */
export interface Scenario {
  /** Kebab-case, unique; stands in no file name but its own. */
  readonly id: string;
  readonly topic: Topic;
  /** One line for the picker: what happens. */
  readonly summary: string;
  /** Its title is the example's title, its notes say what to notice. */
  readonly document: WalkDocument;
  /** What the walk must come to; checked by a test, never shown. */
  readonly expect: ScenarioExpectation;
}

/** The facts of a walk that a scenario promises. */
export interface ScenarioExpectation {
  /** Chain and rule of every rule that matched in the request, in order, as `node table CHAIN:rule verdict`. */
  readonly matched: readonly string[];
  /** The request's outcome in one word of the trace, and where: `delivered web-0`, `rejected node-a`. */
  readonly outcome: string;
  /** What the receiver sees, `source:port → destination:port`; undefined when nothing arrives. */
  readonly seen: string | undefined;
  /** What the sender sees of the answer; undefined when there is none. */
  readonly answer: string | undefined;
}
