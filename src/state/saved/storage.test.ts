import "fake-indexeddb/auto";
import { createStore, del, get, set } from "idb-keyval";
import { afterEach, expect, test, vi } from "vitest";
import { hairpin } from "@/scenarios/hairpin";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { keepDocument, restoreDocument } from "./storage";

const database = createStore("chainwalk", "documents");

afterEach(async () => {
  vi.restoreAllMocks();
  await del("current", database);
  await del("set aside", database);
});

test("a first visit finds nothing", async () => {
  expect(await restoreDocument()).toEqual({ kind: "nothing" });
});

test("what was kept is there at the next visit", async () => {
  expect(await keepDocument(hairpin.document)).toBeUndefined();
  expect(await restoreDocument()).toEqual({ kind: "document", document: hairpin.document });
});

test("long texts come back to the letter, half a character in them too", async () => {
  const long = `${"-A FORWARD -s 10.0.0.1 -j DROP\n".repeat(80_000)}# \u{1F40B}é`;
  const node = { name: "a", interfaces: [], routes: [], sysctls: {}, ipsets: [], unknown: {} };
  for (const rulesText of [long, `${long}\uD83D`]) {
    const nodes = [{ ...node, rulesText }];
    const document = { ...hairpin.document, source: { kind: "pasted", nodes, hosts: [] } } as const;
    expect(await keepDocument(document)).toBeUndefined();
    expect(await restoreDocument()).toEqual({ kind: "document", document });
  }
});

test("long lists come back as they were", async () => {
  const { source } = hairpin.document;
  if (source.kind !== "cluster") throw new Error("no cluster");
  const [pod] = source.cluster.pods;
  const pods = Array.from({ length: 1201 }, (_, at) => ({ ...pod, name: `web-${at}` }));
  const cluster = { ...source.cluster, pods };
  const document = { ...hairpin.document, source: { kind: "cluster", cluster } } as WalkDocument;
  expect(await keepDocument(document)).toBeUndefined();
  expect(await restoreDocument()).toEqual({ kind: "document", document });
  const edited = { ...document, title: "edited" };
  expect(await keepDocument(edited)).toBeUndefined();
  expect(await restoreDocument()).toEqual({ kind: "document", document: edited });
});

test.each([
  ["a string", "hello"],
  ["a document of a later version", { format: "chainwalk", version: 99 }],
  ["a damaged document", { format: "chainwalk", version: 1, title: 7 }],
])("%s is set aside with a sentence and not met again", async (_, kept) => {
  await set("current", kept, database);
  const restored = await restoreDocument();
  expect(restored.kind).toBe("problem");
  expect(restored.kind === "problem" && restored.sentence).toMatch(/was set aside\. \S/);
  expect(await get("set aside", database)).toEqual(kept);
  expect(await restoreDocument()).toEqual({ kind: "nothing" });
});

test("a document that does not fit is said not to be kept", async () => {
  const full = new Error("full");
  full.name = "QuotaExceededError";
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw full;
  });
  expect(await keepDocument(hairpin.document)).toBe(
    "This walk is not kept in this browser, so a reload loses it: there is no room left for it. Save it to a file instead.",
  );
});
