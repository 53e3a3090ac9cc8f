import { expect, test } from "vitest";
import { sendThrough } from "../testing/sendThrough";
import { plainText } from "./sentence";
import { walkLog } from "./walkLog";
import { answerText, walkText } from "./walkText";

const RULES = `*filter
:FORWARD ACCEPT [0:0]
:GUARD - [0:0]
-A FORWARD -s 9.9.9.9/32 -j DROP
-A FORWARD -j GUARD
-A GUARD -j MARK --set-xmark 0x10/0x10
COMMIT
`;

test("a walk as text has a line a hop, the parts' names, and the outcome at the end", () => {
  const { trace } = sendThrough(RULES, { to: "10.244.0.5", replies: 0 });
  expect(walkText(trace)).toBe(`Request
1  wire      client → node-a  in by eth0  (lan)
2  ct        PREROUTING       new connection, NEW
3  route     to 10.244.0.5    forward dev veth0
4  filter    FORWARD:2        → GUARD  (1 passed over)
5  filter    GUARD:1          MARK 0x0 → 0x10  (bit 4)
6  filter    GUARD end        returns to FORWARD
7  filter    FORWARD end      policy ACCEPT
8  ct        POSTROUTING      connection kept
9  wire      node-a → pod-a   delivered

Delivered to pod-a.
`);
});

test("the answer as text is the outcome, and under it only the hops that decided", () => {
  const { trace } = sendThrough(RULES, { to: "10.244.0.5", replies: 0 });
  expect(answerText(trace)).toBe(`Delivered to pod-a.

Request
3  route     to 10.244.0.5   forward dev veth0
5  filter    GUARD:1         MARK 0x0 → 0x10  (bit 4)
9  wire      node-a → pod-a  delivered`);
});

test("the log has one line for every stop but the first, and says where a part and a host begin", () => {
  const { timeline } = sendThrough(RULES, { to: "10.244.0.5" });
  const log = walkLog(timeline);
  expect(log.map(({ stop }) => stop)).toEqual(timeline.stops.slice(1).map(({ index }) => index));
  expect(log.flatMap(({ part }) => part ?? [])).toEqual(["Request", "Reply"]);
  expect(log.flatMap(({ host }) => host ?? [])).toEqual(["node-a", "pod-a", "node-a", "client"]);
  expect(log.every(({ what }) => plainText(what) !== "")).toBe(true);
});
