import { SCENARIOS } from "@/scenarios";
import type { NodeScenario } from "@/scenarios/pasted-nodes/nodeScenario";
import type { Scenario } from "@/scenarios/scenario";
import { readNodes } from "@/workers/nodesReading";

export { type Scenario, TOPICS, type Topic } from "@/scenarios/scenario";

/** All built-in examples, loaded together when somebody opens the picker. */
export function loadScenarios(): Promise<readonly Scenario[]> {
  return Promise.all(
    SCENARIOS.map(async ({ load }) => {
      const scenario = await load();
      return "printed" in scenario ? readScenario(scenario) : scenario;
    }),
  );
}

/** An example that is text, with the document that it makes when it is pasted. */
export function readScenario({
  title,
  notes,
  printed,
  packet,
  seed,
  remedy: _remedy,
  ...scenario
}: NodeScenario): Scenario {
  const { nodes, hosts } = readNodes(printed);
  const source = { kind: "pasted", nodes, hosts } as const;
  return { ...scenario, document: { title, notes, source, packet, seed } };
}
