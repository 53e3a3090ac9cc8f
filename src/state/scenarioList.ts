import { SCENARIOS } from "@/scenarios";
import type { Scenario } from "@/scenarios/scenario";

export { type Scenario, TOPICS, type Topic } from "@/scenarios/scenario";

/** All built-in examples, loaded together when somebody opens the picker. */
export function loadScenarios(): Promise<readonly Scenario[]> {
  return Promise.all(SCENARIOS.map((entry) => entry.load()));
}
