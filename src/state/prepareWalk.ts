import type { PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import { clusterProblems } from "./clusterEditing";
import type { AwayOptions } from "./readRulesAway";
import { runInSlices } from "./runInSlices";
import { NO_OPENED_GAPS } from "./selection";
import { describedWorld } from "./walk/describedWorld";
import { readRulesInSteps } from "./walk/readRules";
import { shownGraph } from "./walk/shownGraph";
import { walkOf } from "./walk/walkOf";

interface Step {
  readonly says: string;
  readonly make: (document: WalkDocument) => unknown;
}

/** Each remembers what it makes, so that the page finds it made when the document is opened. */
const STEPS: readonly Step[] = [
  { says: "Placing nodes and pods", make: ({ source }) => describedWorld(source) },
  { says: "Sending the packet through the rules", make: (document) => walkOf(document, 0) },
  {
    says: "Drawing the chains",
    make: (document) =>
      shownGraph(document, walkOf(document, 0), {
        stop: 0,
        opened: NO_OPENED_GAPS,
        selected: undefined,
      }),
  },
  {
    says: "Looking for what Kubernetes would refuse",
    make: ({ source }) => source.kind === "cluster" && clusterProblems(source.cluster),
  },
];

/**
 * Makes what the page will show of a large document piece by piece, so that it goes on answering in between.
 * Rejects only when aborted.
 */
export async function prepareWalk(
  document: WalkDocument,
  { report, signal }: AwayOptions,
): Promise<void> {
  const { source } = document;
  if (source.kind === "pasted") {
    report("Finding the chains and rules");
    await runInSlices(readTexts(source), () => signal.aborted);
    signal.throwIfAborted();
  }
  for (const { says, make } of STEPS) {
    report(says);
    await nextTask();
    signal.throwIfAborted();
    make(document);
  }
}

function* readTexts({ nodes }: PastedSource): Generator<undefined, undefined, undefined> {
  for (const { rulesText } of nodes) yield* readRulesInSteps(rulesText);
  return undefined;
}

/** After the page has painted and answered what came in. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
