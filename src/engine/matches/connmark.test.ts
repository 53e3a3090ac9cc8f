import { expect, test } from "vitest";
import { connmark } from "./connmark";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { connectionWith, contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(connmark, [
  ["--mark 16", prints("--mark 0x10")],
  ["! --mark 0x2/0x2", same],
  ["--mark", fails],
  ["", fails],
]);

test("the connection's mark is compared, not the packet's", () => {
  const context = contextWith({ connection: connectionWith({ mark: 0x12 }) });
  const packet = packetWith({ mark: 0 });
  expect(connmark.test(mk(connmark, "--mark 0x10/0xf0"), packet, context)).toBe("yes");
  expect(connmark.test(mk(connmark, "! --mark 0x10/0xf0"), packet, context)).toBe("no");
});

test("without a connection it never holds, inverted or not", () => {
  for (const written of ["--mark 0x0", "! --mark 0x1"]) {
    const spec = mk(connmark, written);
    expect(connmark.test(spec, packetWith(), contextWith())).toBe("no");
    expect(connmark.explain(spec, packetWith(), contextWith())[0]?.decision).toBe("no");
  }
});
