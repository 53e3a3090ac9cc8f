import type { WalkDocument } from "@/scenarios/walkDocument";
import { clusterProblemsInSteps } from "./clusterEditing";
import type { AwayOptions } from "./readRulesAway";
import { runInSlices } from "./runInSlices";
import { NO_OPENED_GAPS } from "./selection";
import { describedWorld, placeHostsInSteps } from "./walk/describedWorld";
import { readRulesInSteps } from "./walk/readRules";
import { shownGraph } from "./walk/shownGraph";
import { walkOf } from "./walk/walkOf";

type Source = WalkDocument["source"];

interface Step {
  /** What the step is there for; absent where it is for all. */
  readonly of?: Source["kind"];
  readonly says: string;
  readonly make: (document: WalkDocument) => Generator<undefined, unknown, undefined>;
}

/** Each remembers what it makes, so that the page finds it made when the document is opened. */
const STEPS: readonly Step[] = [
  { of: "pasted", says: "Finding the chains and rules", make: ({ source }) => readTexts(source) },
  { says: "Placing nodes and pods", make: ({ source }) => describeInSteps(source) },
  { of: "cluster", says: "Making the rules", make: makeRulesInSteps },
  {
    says: "Sending the packet through the rules",
    make: (document) => atOnce(() => walkOf(document, 0)),
  },
  {
    says: "Drawing the chains",
    make: (document) =>
      atOnce(() =>
        shownGraph(document, walkOf(document, 0), {
          stop: 0,
          opened: NO_OPENED_GAPS,
          selected: undefined,
        }),
      ),
  },
  {
    of: "cluster",
    says: "Looking for what Kubernetes would refuse",
    make: ({ source }) => checkInSteps(source),
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
  const steps = STEPS.filter(({ of = document.source.kind }) => of === document.source.kind);
  for (const { says, make } of steps) {
    report(says);
    await nextTask();
    await runInSlices(make(document), () => signal.aborted);
    signal.throwIfAborted();
  }
}

function* readTexts(source: Source): Generator<undefined, void, undefined> {
  if (source.kind !== "pasted") return;
  for (const { rulesText } of source.nodes) yield* readRulesInSteps(rulesText);
}

/** The rules that the packet meets first, if its sender or receiver tells where that is. */
function* makeRulesInSteps({
  source,
  packet,
}: WalkDocument): Generator<undefined, void, undefined> {
  if (source.kind !== "cluster") return;
  const { nodes } = source.cluster;
  const [first] = nodes;
  const start = [packet.from, packet.to].find((host) => nodes.some(({ name }) => name === host));
  const rules = describedWorld(source).rules.get(start ?? first?.name ?? "");
  if (rules?.steps !== undefined) yield* rules.steps();
}

function* describeInSteps(source: Source): Generator<undefined, void, undefined> {
  yield* placeHostsInSteps(source);
  describedWorld(source);
}

function* checkInSteps(source: Source): Generator<undefined, void, undefined> {
  if (source.kind === "cluster") yield* clusterProblemsInSteps(source.cluster);
}

function* atOnce(make: () => unknown): Generator<undefined, void, undefined> {
  make();
  yield undefined;
}

/** After the page has painted and answered what came in. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
