import { beforeEach, expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
import { currentStopIndex } from "./currentStop";
import { useStore } from "./store";
import { walkOf } from "./walk/walkOf";

const { timeline } = walkOf(nodePort.document, 0);
const last = (timeline?.stops.length ?? 0) - 1;
const durationMs = timeline?.durationMs ?? 0;
const stop = () => currentStopIndex(useStore.getState());
const playback = () => useStore.getState().playback;

beforeEach(() => useStore.getState().editing.openDocument(nodePort.document));

test("a step goes to the end of the next stop, and back to the one before", () => {
  playback().step(1);
  playback().step(1);
  expect(stop()).toBe(2);
  expect(playback().timeMs).toBe(timeline?.stops[2]?.endMs);
  playback().step(-1);
  expect(stop()).toBe(1);
});

test("steps do not leave the walk", () => {
  playback().step(-1);
  expect(stop()).toBe(0);
  playback().toEnd();
  playback().step(1);
  expect(stop()).toBe(last);
});

test("a step to the next change passes over stops that change nothing", () => {
  playback().stepChange(1);
  const change = timeline?.stops[stop()]?.change;
  expect(change?.kind).toBe("mark");
  playback().stepChange(1);
  expect(timeline?.stops[stop()]?.change?.kind).toBe("dnat");
  playback().stepChange(-1);
  expect(timeline?.stops[stop()]?.change?.kind).toBe("mark");
});

test("while the packet travels the stop it comes from is shown", () => {
  const second = timeline?.stops[2];
  playback().seek(((second?.startMs ?? 0) + (second?.arriveMs ?? 0)) / 2);
  expect(stop()).toBe(1);
  playback().seek(second?.arriveMs ?? 0);
  expect(stop()).toBe(2);
});

test("a step pauses, playing on keeps playing", () => {
  playback().play();
  playback().advance(500);
  expect(playback().isPlaying).toBe(true);
  playback().step(1);
  expect(playback().isPlaying).toBe(false);
});

test("playing ends at the end and begins again at the start", () => {
  playback().play();
  playback().advance(durationMs + 1);
  expect(playback()).toMatchObject({ timeMs: durationMs, isPlaying: false });
  playback().togglePlay();
  expect(playback()).toMatchObject({ timeMs: 0, isPlaying: true });
});

test("with reduced motion each beat is one stop, and the last one ends it", () => {
  playback().play();
  playback().playStep();
  expect([stop(), playback().isPlaying]).toEqual([1, true]);
  playback().seekStop(last - 1);
  playback().playStep();
  expect([stop(), playback().isPlaying]).toEqual([last, false]);
});

test("time after the end of a walk that became shorter is its end", () => {
  playback().toEnd();
  const { editing, document } = useStore.getState();
  editing.editDocument({ ...document, seed: 7 });
  const shorter = walkOf(useStore.getState().document, 0).timeline;
  expect(shorter?.stops.length).toBeLessThan(last);
  expect(stop()).toBe((shorter?.stops.length ?? 0) - 1);
});

test("without a walk nothing plays", () => {
  useStore.getState().editing.editPacket({ to: "nowhere" });
  playback().play();
  playback().step(1);
  expect(playback()).toMatchObject({ timeMs: 0, isPlaying: false });
});

test("sending plays the walk from its sender", () => {
  playback().toEnd();
  useStore.getState().editing.send();
  expect(playback()).toMatchObject({ timeMs: 0, isPlaying: true });
});
