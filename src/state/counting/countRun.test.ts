import { expect, test } from "vitest";
import { parseAddress } from "@/engine";
import { countBars } from "./countRun";

const address = (text: string) => {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

test("each endpoint has a bar with its share of all connections, failures come last", () => {
  const counts = {
    endpoints: [
      { at: "web-1", address: address("10.244.0.5"), port: 8080, count: 60 },
      { at: "web-2", address: address("10.244.1.6"), port: undefined, count: 30 },
    ],
    failures: [{ what: "dropped", count: 10 } as const],
    walked: 3,
  };
  expect(countBars(counts, 100)).toEqual([
    { name: "web-1", address: "10.244.0.5:8080", count: 60, share: 0.6 },
    { name: "web-2", address: "10.244.1.6", count: 30, share: 0.3 },
    { name: "dropped by a rule", address: undefined, count: 10, share: 0.1 },
  ]);
});
