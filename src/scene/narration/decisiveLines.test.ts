import { expect, test } from "vitest";
import { sendThrough } from "../testing/sendThrough";
import { decisiveLines } from "./decisiveLines";
import { walkLog } from "./walkLog";

const RULES = `*filter
:FORWARD ACCEPT [0:0]
:GUARD - [0:0]
-A FORWARD -j GUARD
-A GUARD -j MARK --set-xmark 0x10/0x10
COMMIT
`;

test("only what decided is left, and the first of a part and of a host is named as in the whole log", () => {
  const { timeline } = sendThrough(RULES, { to: "10.244.0.5" });
  const lines = decisiveLines(walkLog(timeline));
  expect(lines.map(({ place, part, host }) => [place, part, host])).toEqual([
    ["to 10.244.0.5", "Request", "node-a"],
    ["GUARD:1", undefined, undefined],
    ["node-a → pod-a", undefined, "pod-a"],
    ["to 203.0.113.7", "Reply", "node-a"],
    ["GUARD:1", undefined, undefined],
    ["node-a → client", undefined, "client"],
  ]);
});
