import { expect, test } from "vitest";
import { readManifests } from "@/kubernetes";
import { ReadingAssembly, readingPieces } from "./readingPieces";

function podsText(count: number): string {
  const items = Array.from({ length: count }, (_, at) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `web-${at}`, namespace: "default", labels: { app: "web" } },
    spec: { nodeName: "node-a", containers: [] },
  }));
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

test.each([0, 3, 4001])(
  "a reading of %i pods comes in pieces and is the same behind it",
  async (count) => {
    const reading = await readManifests(podsText(count));
    const assembly = new ReadingAssembly();
    const pieces = [...readingPieces(reading)];
    const added = pieces.map((piece) => assembly.add(structuredClone(piece)));
    expect(added.at(-1)).toEqual(reading);
    expect(added.slice(0, -1).every((one) => one === undefined)).toBe(true);
    expect(pieces.length).toBe(1 + Math.ceil(reading.cluster.pods.length / 2000));
  },
);
