import { expect, test } from "vitest";
import type { Trace, Turn } from "@/engine";
import { SCENARIOS } from "@/scenarios";
import { clientIpAffinity } from "@/scenarios/clientIpAffinity";
import { rollingUpdate } from "@/scenarios/rollingUpdate";
import type { Scenario, ScenarioExpectation } from "@/scenarios/scenario";
import { wrongClusterCidr } from "@/scenarios/wrongClusterCidr";
import { hopSentence } from "@/scene/narration/hopSentence";
import { outcomeSentence } from "@/scene/narration/outcomeSentence";
import { plainText } from "@/scene/narration/sentence";
import { walkLog } from "@/scene/narration/walkLog";
import { destinationText, sourceText } from "@/scene/playback/endpointText";
import { timeline } from "@/scene/playback/timeline";
import { readNodes } from "@/workers/nodesReading";
import { readDocument } from "./saved/readDocument";
import { savedForm } from "./saved/savedForm";
import { loadScenarios, readScenario } from "./scenarioList";
import { walkOf, walksOf } from "./walk/walkOf";

const scenarios = (await loadScenarios()).map((scenario) => ({ id: scenario.id, scenario }));
const texts = (await Promise.all(SCENARIOS.map(({ load }) => load()))).filter(
  (scenario) => "printed" in scenario,
);

test("every scenario has an id and a title of its own", () => {
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
  expect(new Set(scenarios.map(({ scenario }) => scenario.document.title)).size).toBe(
    scenarios.length,
  );
  expect(scenarios.map(({ id }) => id)).toEqual(SCENARIOS.map(({ id }) => id));
});

test.each(scenarios)("$id: the walk is the promised one", ({ scenario }) => {
  expect(factsOf(traceOf(scenario))).toEqual(scenario.expect);
});

test.each(scenarios)("$id: the document can be kept and read again", ({ scenario }) => {
  expect(readDocument(structuredClone(savedForm(scenario.document)))).toEqual({
    ok: true,
    document: scenario.document,
  });
});

test.each(texts)("$id: all that was printed is understood, and nothing is missing", (scenario) => {
  const { problems, missing } = readNodes(scenario.printed);
  // What one of the two iptables holds is said where the other one is walked.
  const ofText = problems.filter((problem) => !problem.includes("iptables-legacy"));
  expect({ problems: ofText, missing }).toEqual({ problems: [], missing: [] });
  expect(problems.length - ofText.length).toBe(scenario.id === "two-back-ends" ? 1 : 0);
});

test.each(texts)("$id: the remedy changes how the packet fares", (scenario) => {
  const { printed, remedy } = scenario;
  expect(printed.split(remedy.instead)).toHaveLength(2);
  const mended = printed.replace(remedy.instead, () => remedy.write);
  const { outcome, seen, answer } = factsOf(
    traceOf(readScenario({ ...scenario, printed: mended })),
  );
  expect({ outcome, seen, answer }).toEqual({
    outcome: remedy.outcome,
    seen: remedy.seen,
    answer: remedy.answer,
  });
  const { expect: before } = scenario;
  expect({ outcome, seen, answer }).not.toEqual({
    outcome: before.outcome,
    seen: before.seen,
    answer: before.answer,
  });
});

test("with session affinity every later connection goes to the first one's pod", () => {
  const { document } = clientIpAffinity;
  const pods = walksOf(document).map(({ trace }) => trace?.turns[0]?.arrived?.at);
  expect(pods).toEqual(
    Array.from({ length: 5 }, () => clientIpAffinity.expect.outcome.split(" ")[1]),
  );
});

test("an answer that goes past the node that translated the question comes from somebody who was not asked", () => {
  const thrownAway = scenarios.flatMap(({ id, scenario }) => {
    const says = plainText(outcomeSentence(traceOf(scenario)));
    return says.includes("thrown away") ? [`${id}: ${says}`] : [];
  });
  expect(thrownAway).toEqual([
    "wrong-cluster-cidr: Delivered to web-r728ht7jz-5nvpx. The answer comes from 10.244.1.6:8080, but neighbour asked 10.96.20.1:80: it is thrown away.",
    "bridge-past-rules: Delivered to web-r728ht7jz-z4t4q. The answer comes from 10.244.0.5:8080, but shell asked 10.96.20.1:80: it is thrown away.",
  ]);
});

test("an answer that is thrown away is no arrival on the player and in the log", () => {
  const walked = timeline(traceOf(wrongClusterCidr));
  const last = walked.stops.length - 1;
  expect(walked.stops[last]?.change).toMatchObject({ kind: "lost", label: "thrown away" });
  expect(plainText(walkLog(walked).at(-1)?.what ?? [])).toBe("arrived, thrown away");
  expect(plainText(hopSentence(walked, last, () => undefined))).toBe(
    "The packet left node-b by eth0 and arrived at neighbour, which did not ask 10.244.1.6:8080: it is thrown away.",
  );
});

test.each([
  ["1.24", "dropped node-a KUBE-FIREWALL:1"],
  ["1.26", "delivered web-r728ht7jz-z4t4q"],
  ["1.30", "delivered web-r728ht7jz-z4t4q"],
])("in %s a terminating pod of policy Local is asked or not: %s", (version, outcome) => {
  const { source } = rollingUpdate.document;
  if (source.kind !== "cluster") throw new Error("a cluster is expected");
  const { settings, ...cluster } = source.cluster;
  const proxy = { ...settings.proxy, version };
  const document = {
    ...rollingUpdate.document,
    source: { kind: "cluster", cluster: { ...cluster, settings: { ...settings, proxy } } },
  } as const;
  expect(factsOf(traceOf({ ...rollingUpdate, document })).outcome).toBe(outcome);
});

function traceOf({ document }: Scenario): Trace {
  const { trace, problem } = walkOf(document, 0);
  if (trace === undefined) throw new Error(problem);
  return trace;
}

function factsOf({ turns }: Trace): ScenarioExpectation {
  const [request, ...answers] = turns;
  if (request === undefined) throw new Error("a trace without a turn");
  return {
    matched: request.hops.flatMap((hop) =>
      hop.kind === "rule"
        ? `${hop.node} ${hop.table} ${hop.chain}:${hop.ruleNumber} ${hop.verdict ?? ""}`.trimEnd()
        : [],
    ),
    outcome: outcomeText(request),
    seen: seenText(request),
    answer: answers[0] === undefined ? answerMade(request) : seenText(answers[0]),
  };
}

function outcomeText({ outcome }: Turn): string {
  switch (outcome.what) {
    case "delivered":
    case "local":
      return `${outcome.what} ${outcome.at}`;
    case "dropped":
    case "rejected":
      return `${outcome.what} ${outcome.by.node} ${outcome.by.chain}:${outcome.by.ruleNumber}`;
    case "lost":
      return `lost ${outcome.reason}`;
    case "undecided":
      return `undecided ${outcome.missing.map(({ name }) => name).join(", ")}`;
  }
}

function seenText({ arrived }: Pick<Turn, "arrived">): string | undefined {
  return arrived && `${sourceText(arrived.packet)} → ${destinationText(arrived.packet)}`;
}

function answerMade({ made }: Turn): string | undefined {
  return made[0] && seenText(made[0]);
}
