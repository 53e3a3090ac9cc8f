import { expect, test } from "vitest";
import { NODE_PORT_RULES } from "../testing/nodePortRules";
import { sendThrough } from "../testing/sendThrough";
import { plainText } from "./sentence";
import { walkLog } from "./walkLog";

test("what decided is the rewrites, the marks, the routes and the ends, and none of the jumps between them", () => {
  const { timeline } = sendThrough(NODE_PORT_RULES, { to: "192.168.1.10", port: 30080, seed: 7 });
  const log = walkLog(timeline);
  const decisive = log.filter(({ isDecisive }) => isDecisive);
  const changed = timeline.stops
    .filter(({ change }) => change !== undefined)
    .map(({ index }) => index);
  expect(decisive.map(({ stop }) => stop)).toEqual(expect.arrayContaining(changed));
  expect(decisive.length).toBeLessThan(log.length / 2);
  expect(decisive.every(({ what }) => !plainText(what).startsWith("returns to"))).toBe(true);
  expect(decisive.filter(({ chip }) => chip === "route").length).toBeGreaterThan(0);
});

test("a rule that drops is what decided, and so is one of filter that lets through", () => {
  const rules =
    "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -d 10.244.0.5/32 -j DROP\n-A FORWARD -j ACCEPT\nCOMMIT\n";
  const places = (to: string) =>
    walkLog(sendThrough(rules, { to, replies: 0 }).timeline)
      .filter(({ isDecisive, chip }) => isDecisive && chip === "filter")
      .map(({ place }) => place);
  expect(places("10.244.0.5")).toEqual(["FORWARD:1"]);
  expect(places("10.244.1.5")).toEqual(["FORWARD:2"]);
});
