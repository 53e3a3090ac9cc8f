import { expect, test } from "vitest";
import { oneNode, send } from "../testing/sending";

test("R45: rules of the other back end that are not here leave a packet's fate undecided, and the likely way is told", () => {
  for (const line of ["client > tcp 10.244.1.2:80", "node > tcp 10.244.1.2:80"]) {
    const { turn } = send(oneNode({ filter: [] }, { unknown: { rules: true } }), line);
    expect(turn.outcome).toMatchObject({
      what: "undecided",
      missing: [{ name: expect.stringContaining("other iptables") }],
      ways: [{ what: "delivered", at: "podA" }],
    });
    expect(turn.hops.length).toBeGreaterThan(3);
  }
});
