import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  agreedPart,
  knownReason,
  type Recorded,
  type RecordedTurn,
  withDraws,
} from "./testing/recordedTurns";
import { walkCase } from "./walkCase";

const FOLDER = "conformance/recorded";

const recorded: readonly Recorded[] = readdirSync(FOLDER)
  .flatMap((name) => readFileSync(`${FOLDER}/${name}`, "utf8").trim().split("\n"))
  .map((line) => JSON.parse(line));

test("kernel cases are recorded", () => {
  expect(recorded.length).toBeGreaterThan(20);
});

test.each(recorded.filter(({ error }) => error === undefined))(
  "the engine walks as the kernel did: $name",
  (kernel) => {
    const engine = walked(kernel);
    for (const [at, { turns }] of (kernel.packets ?? []).entries()) {
      const ours = engine.packets?.[at]?.turns ?? [];
      expect(ours.map(agreedPart), `packet ${at + 1}`).toEqual(turns.map(agreedPart));
      for (const [index, turn] of turns.entries()) expectReason(turn, ours[index]);
    }
  },
);

test.each(recorded.filter(({ error }) => error !== undefined))(
  "the engine refuses what the kernel refused: $name",
  (kernel) => {
    expect(walked(kernel).error).toMatch(/^node, line \d+ of the rules: .{20}/);
  },
);

function walked(kernel: Recorded): Partial<Pick<Recorded, "packets" | "error">> {
  const result = walkCase(withDraws(kernel));
  if (!result.ok) throw new Error(result.why);
  return JSON.parse(JSON.stringify(result.result));
}

function expectReason(kernel: RecordedTurn, engine: RecordedTurn | undefined): void {
  const reason = knownReason(kernel);
  if (reason !== undefined) expect(engine && knownReason(engine)).toBe(reason);
}
