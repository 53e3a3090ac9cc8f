import { expect, test } from "vitest";
import { state } from "./state";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { connectionWith, contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(state, [
  ["--state ESTABLISHED,RELATED", prints("--state RELATED,ESTABLISHED")],
  ["! --state NEW", same],
  ["--state new", prints("--state NEW")],
  ["--state DNAT", fails],
  ["", fails],
]);

test("it asks the connection's state", () => {
  const spec = mk(state, "--state NEW");
  expect(state.test(spec, packetWith(), contextWith({ connection: connectionWith() }))).toBe("yes");
  expect(state.test(spec, packetWith(), contextWith())).toBe("no");
  expect(state.test(mk(state, "--state INVALID"), packetWith(), contextWith())).toBe("yes");
});
