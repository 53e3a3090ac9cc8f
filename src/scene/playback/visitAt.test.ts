import { expect, test } from "vitest";
import { sendThrough } from "../testing/sendThrough";
import { visitAt } from "./visitAt";

test("at its sender a packet is about to visit the first node, at a pod it has left the last", () => {
  const { timeline } = sendThrough("", { to: "10.244.1.5" });
  const [request] = timeline.parts;
  expect(visitAt(timeline, 0)).toMatchObject({ node: "node-a", firstStop: 1 });
  const last = request?.lastStop ?? 0;
  expect(timeline.stops[last]?.at).toBe("pod-b");
  expect(visitAt(timeline, last)).toMatchObject({ node: "node-b", leaves: { to: "pod-b" } });
});

test("the first stop of a reply does not count as the request's way out", () => {
  const { timeline } = sendThrough("*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n", {
    to: "192.168.1.10",
  });
  const [request] = timeline.parts;
  const visit = visitAt(timeline, request?.lastStop ?? 0);
  expect(visit).toMatchObject({ node: "node-a", leaves: undefined, outcome: { what: "local" } });
});

test("a visit holds the hops of one stay, the wire that brought the packet first", () => {
  const { timeline } = sendThrough("", { to: "10.244.1.5", from: "pod-a" });
  const nodes = [
    ...new Set(timeline.stops.map(({ index }) => visitAt(timeline, index)?.firstStop)),
  ];
  for (const firstStop of nodes) {
    const visit = visitAt(timeline, firstStop ?? 0);
    expect(visit?.hops[0]?.kind).toBe("wire");
    expect(visit?.hops.slice(1).every(({ node }) => node === visit.node)).toBe(true);
  }
});
