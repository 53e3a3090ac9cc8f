import { expect, test } from "vitest";
import { SCTP, TCP } from "../net/protocol";
import { sctp } from "./sctp";
import { fails, itReadsAndPrints, mk, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(
  sctp,
  [
    ["--dport 3868", same],
    ["--dport x", fails],
  ],
  SCTP,
);

test("it wants -p sctp, and takes no other packet", () => {
  expect(sctp.parse([], TCP).ok).toBe(false);
  const spec = mk(sctp, "--dport 80", SCTP);
  expect(sctp.test(spec, packetWith({ protocol: SCTP }), contextWith())).toBe("yes");
  expect(sctp.test(spec, packetWith(), contextWith())).toBe("no");
});
