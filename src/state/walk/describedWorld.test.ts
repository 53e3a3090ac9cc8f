import { expect, test, vi } from "vitest";
import * as kubernetes from "@/kubernetes";
import { nodePort } from "@/scenarios/nodePort";
import { describedWorld } from "./describedWorld";

vi.mock("@/kubernetes", async (load) => ({ ...(await load<typeof kubernetes>()) }));

test("of a cluster's nodes none has its rules made until somebody asks for them", () => {
  const { generateRuleset } = kubernetes;
  const made: string[] = [];
  vi.spyOn(kubernetes, "generateRuleset").mockImplementation((cluster, name, options) => {
    const generated = generateRuleset(cluster, name, options);
    return {
      ...generated,
      get ruleset() {
        made.push(name);
        return generated.ruleset;
      },
      get text() {
        made.push(name);
        return generated.text;
      },
    };
  });
  const { rules } = describedWorld(structuredClone(nodePort.document.source));
  expect(made).toEqual([]);
  const [first] = rules.keys();
  expect(rules.get(first ?? "")?.text).toContain("*nat");
  expect(made).toEqual([first]);
});
