import type { Scenario } from "../scenario";
import type { WalkDocument } from "../walkDocument";

/** A built-in example that is the text of machines, read like any paste when it is opened. */
export interface NodeScenario
  extends Omit<Scenario, "document">,
    Pick<WalkDocument, "title" | "notes" | "packet" | "seed"> {
  /** What the collecting line printed on each machine, one after the other. */
  readonly printed: string;
  readonly remedy: Remedy;
}

/** A change to what was printed that makes the packet fare otherwise; checked by a test, never shown. */
export interface Remedy {
  /** Stands in `printed` exactly once. */
  readonly instead: string;
  readonly write: string;
  /** As `ScenarioExpectation.outcome`. */
  readonly outcome: string;
  /** As `ScenarioExpectation.seen`. */
  readonly seen: string | undefined;
  /** As `ScenarioExpectation.answer`. */
  readonly answer: string | undefined;
}
