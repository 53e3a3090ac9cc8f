import { beforeEach, expect, test } from "vitest";
import { hairpin } from "@/scenarios/hairpin";
import { nodePort } from "@/scenarios/nodePort";
import { clusterEditing, serviceKey } from "./clusterEditing";
import { redo, undo, useStore } from "./store";

beforeEach(() => {
  useStore.getState().editing.openDocument(nodePort.document);
  useStore.temporal.getState().clear();
});

const port = () => useStore.getState().document.packet.port;

test("the first visit shows the first example, at its sender, with its Service open", () => {
  const { document, playback, selection } = useStore.getInitialState();
  expect(document).toBe(nodePort.document);
  expect(playback.timeMs).toBe(0);
  expect(selection.selectedService).toBe("default/web");
});

test("undo takes back one edit, redo does it again", () => {
  const { editing } = useStore.getState();
  editing.editPacket({ protocol: "udp" });
  undo();
  expect(useStore.getState().document).toBe(nodePort.document);
  redo();
  expect(useStore.getState().document.packet.protocol).toBe("udp");
});

test("typing into one field is one step of undo", () => {
  const { editing } = useStore.getState();
  for (const typed of [3, 30, 300]) editing.editPacket({ port: typed }, "packet port");
  undo();
  expect(port()).toBe(30080);
});

test("leaving a field and coming back is another step of undo", () => {
  const { editing } = useStore.getState();
  editing.editPacket({ port: 80 }, "packet port");
  editing.endEdit();
  editing.editPacket({ port: 443 }, "packet port");
  undo();
  expect(port()).toBe(80);
});

test("typing on after undo is a new step, and nothing can be redone over it", () => {
  const { editing } = useStore.getState();
  editing.editPacket({ port: 80 }, "packet port");
  editing.editPacket({ sourcePort: 1 }, "packet source port");
  undo();
  editing.editPacket({ port: 443 }, "packet port");
  expect(useStore.temporal.getState().futureStates).toEqual([]);
  undo();
  expect(port()).toBe(80);
});

test("moving the player is no step of undo", () => {
  const { playback, selection } = useStore.getState();
  playback.setSpeed(4);
  playback.setFollow(false);
  selection.selectService(undefined);
  expect(useStore.temporal.getState().pastStates).toEqual([]);
});

test("opening another document can be undone", () => {
  useStore.getState().editing.openDocument(hairpin.document);
  undo();
  expect(useStore.getState().document).toBe(nodePort.document);
});

test("a cluster is left for a dump and found again as it was", () => {
  const { editing } = useStore.getState();
  const dump = {
    ...nodePort.document,
    source: { kind: "pasted", nodes: [], hosts: [] },
  } as const;
  expect(editing.switchTo("pasted")).toBeUndefined();
  editing.openDocument(dump);
  expect(editing.switchTo("cluster")).toBe(nodePort.document);
  expect(editing.switchTo("pasted")).toBe(dump);
});

test("a renamed node stays the packet's destination, in one step of undo", () => {
  clusterEditing.updateNode("node-a", { name: "node-" }, 0);
  clusterEditing.updateNode("node-", { name: "node-x" }, 0);
  expect(useStore.getState().document.packet.to).toBe("node-x");
  undo();
  expect(useStore.getState().document).toBe(nodePort.document);
});

test("a renamed Service stays open", () => {
  clusterEditing.updateService({ namespace: "default", name: "web" }, { name: "shop" }, 0);
  expect(useStore.getState().selection.selectedService).toBe(
    serviceKey({ namespace: "default", name: "shop" }),
  );
});

test("rolling gives other seeds for a long time, always the same ones", () => {
  const seeds = new Set<number>();
  for (let roll = 0; roll < 10_000; roll++) {
    seeds.add(useStore.getState().document.seed);
    useStore.getState().editing.rollSeed();
  }
  expect(seeds.size).toBe(10_000);
  expect(useStore.getState().document.seed).toBe(nodePort.document.seed);
});
