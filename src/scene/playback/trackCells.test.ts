import fc from "fast-check";
import { expect, test } from "vitest";
import { anyTimeline, madeTimeline } from "../testing/madeTimeline";
import { NODE_PORT_RULES } from "../testing/nodePortRules";
import { sendThrough } from "../testing/sendThrough";
import { trackCells } from "./trackCells";
import { trackStop } from "./trackStop";
import { trackX } from "./trackX";

const NODE_PORT = { to: "192.168.1.10", port: 30080 };

test("there is a cell for each hop, wires wider, twice their size where there is room, and a gap before the reply", () => {
  const { timeline } = sendThrough(NODE_PORT_RULES, NODE_PORT);
  const track = trackCells(timeline, { availablePx: 4000 });
  expect(track.cells).toHaveLength(timeline.stops.length - 1);
  expect(track.cells[0]).toMatchObject({ lane: "wire", xPx: 0, widthPx: 74 });
  expect(track.cells[2]?.widthPx).toBe(32);
  const [request, reply] = track.parts;
  expect((reply?.xPx ?? 0) - (request?.xPx ?? 0) - (request?.widthPx ?? 0)).toBe(34);
});

test("a track never takes more room than there is, and its cells lie beside each other", () => {
  fc.assert(
    fc.property(anyTimeline(300), fc.integer({ min: 100, max: 2000 }), (timeline, availablePx) => {
      const { cells, widthPx } = trackCells(timeline, { availablePx });
      expect(widthPx).toBeLessThanOrEqual(availablePx + 1e-6);
      for (const [index, cell] of cells.slice(1).entries()) {
        const before = cells[index];
        expect(cell.firstStop).toBe((before?.lastStop ?? 0) + 1);
        expect(cell.xPx).toBeGreaterThanOrEqual((before?.xPx ?? 0) + (before?.widthPx ?? 0) - 1e-6);
      }
    }),
  );
});

test("over 120 hops merge, but a stop at which something changes keeps its cell", () => {
  const mark = { kind: "mark", label: "MARK", rewrites: [] } as const;
  const changes = Array.from({ length: 200 }, (_, index) => (index === 100 ? mark : undefined));
  const { cells } = trackCells(madeTimeline(changes), { availablePx: 900 });
  expect(cells.map(({ firstStop, lastStop }) => [firstStop, lastStop])).toEqual([
    [1, 100],
    [101, 101],
    [102, 200],
  ]);
});

test("scrubbing to where the playhead stands at a stop gives that stop", () => {
  fc.assert(
    fc.property(anyTimeline(200), fc.nat(), (timeline, number) => {
      const stop = number % timeline.stops.length;
      const track = trackCells(timeline, { availablePx: 1000 });
      expect(trackStop(track, trackX(track, stop))).toBe(stop);
    }),
  );
});

test("labels do not touch each other, the parts' names, or another tick", () => {
  fc.assert(
    fc.property(anyTimeline(100), (timeline) => {
      const { notches, parts, widthPx } = trackCells(timeline, { availablePx: 900 });
      const spans = notches.flatMap(({ xPx, label, labelSide }) => {
        const width = label.length * 7.2;
        if (labelSide === "none") return [];
        return [labelSide === "right" ? [xPx + 5, xPx + 5 + width] : [xPx - 5 - width, xPx - 5]];
      });
      for (const { label, xPx } of parts) spans.push([xPx, xPx + label.length * 7.2]);
      spans.sort(([one = 0], [other = 0]) => one - other);
      for (const [index, [from = 0, to = 0]] of spans.entries()) {
        const before = spans[index - 1]?.[1] ?? 0;
        if (index > 0) expect(from).toBeGreaterThanOrEqual(before);
        if (index > 0 && index < spans.length - 1) expect(to).toBeLessThanOrEqual(widthPx);
      }
    }),
  );
});

test("a wire's bracket names the sender at the start and the receiver at the end, a node's its node", () => {
  const { timeline } = sendThrough(NODE_PORT_RULES, { to: "10.244.1.5" });
  const [request] = trackCells(timeline, { availablePx: 2000 }).parts;
  expect(request?.hosts.map(({ name, align, labelled }) => [name, align, labelled])).toEqual([
    ["client", "start", true],
    ["node-a", "start", true],
    ["", "start", false],
    ["node-b", "start", true],
    ["pod-b", "end", true],
  ]);
});
