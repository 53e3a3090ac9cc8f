import { expect, test } from "vitest";
import type { Hop } from "@/engine";
import type { Timeline } from "@/scene/playback/timeline";
import { stripHosts } from "./stripHosts";

const run = (host: string, firstStop: number, lastStop: number) => ({ host, firstStop, lastStop });
const wire = (from: string, to: string) => ({ kind: "wire", from, to }) as Hop;

const TIMELINE = {
  stops: [
    { hop: undefined },
    { hop: wire("client", "node-a") },
    { hop: { kind: "rule" } as Hop },
    { hop: wire("node-a", "pod") },
    { hop: wire("pod", "node-a") },
    { hop: wire("node-a", "client") },
  ],
  parts: [
    {
      label: "Request",
      firstStop: 0,
      lastStop: 3,
      hosts: [run("client", 0, 0), run("node-a", 1, 2), run("pod", 3, 3)],
    },
    {
      label: "Reply",
      firstStop: 4,
      lastStop: 5,
      hosts: [run("node-a", 4, 4), run("client", 5, 5)],
    },
  ],
} as unknown as Timeline;

const told = (stop: number) =>
  stripHosts(TIMELINE, stop).map(({ name, look }) => `${name} ${look}`);

test("the request begins at its sender", () => {
  expect(told(0)).toEqual(["client current", "node-a to come", "pod to come"]);
});

test("hosts behind the packet have been visited", () => {
  expect(told(2)).toEqual(["client been", "node-a current", "pod to come"]);
});

test("a reply shows who sent it, though its first stop is already the next host", () => {
  expect(told(4)).toEqual(["pod been", "node-a current", "client to come"]);
});
