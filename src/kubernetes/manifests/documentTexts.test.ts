import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { documentTexts } from "./documentTexts";
import { readManifests } from "./readManifests";

const textsOf = (text: string) => [...documentTexts(text)];

test("documents are cut at their markers, each with the lines before it", () => {
  const text = "# first\nkind: A\n---\nkind: B\nwords: |\n  ---\n  - x\n--- # third\nkind: C\n";
  expect(textsOf(text)).toEqual([
    { text: "# first\nkind: A\n", linesBefore: 0 },
    { text: "---\nkind: B\nwords: |\n  ---\n  - x\n", linesBefore: 2 },
    { text: "--- # third\nkind: C\n", linesBefore: 7 },
  ]);
});

test("a List is cut at its items, wherever they are indented, and its own fields are left out", () => {
  for (const indent of ["", "  "]) {
    const item = (name: string) =>
      `${indent}- kind: Pod\n${indent}  args:\n${indent}  - x\n${indent}  name: ${name}\n`;
    const text = `apiVersion: v1\nitems:\n${item("a")}${item("b")}kind: List\nmetadata:\n  resourceVersion: ""\n`;
    expect(textsOf(text)).toEqual([
      { text: item("a"), linesBefore: 2 },
      { text: item("b"), linesBefore: 6 },
    ]);
  }
});

test("what is no List as kubectl prints it, or has directives, stays whole", () => {
  for (const text of [
    "items:\n- a\n- b\n",
    "kind: List\nitems: [a, b]\n",
    "kind: List\nitems:\n  a: 1\n",
    "%YAML 1.2\n---\nkind: A\n---\nkind: B\n",
  ]) {
    expect(textsOf(text).map((piece) => piece.text)).toEqual([text]);
  }
});

test("the pieces together are the text, whatever the text is", () => {
  const line = fc.constantFrom("---", "- a", "  - b", "kind: A", "  c: |", "", "...", "# d");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const text = lines.join("\n");
      expect(
        textsOf(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
  );
});

const SERVICES = 1500;
const PADDING = "words - which\n--- look like\nitems:\n- of a list\n".repeat(8);

function manyServices() {
  return Array.from({ length: SERVICES }, (_, number) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: `web-${number}`, annotations: { padding: PADDING } },
    spec: { clusterIP: `10.96.${number >> 8}.${number & 255}`, ports: [{ port: 80 }] },
  }));
}

test("a long text gives item by item what JSON gives at once, and says how far it is", async () => {
  const items = manyServices();
  const shares: number[] = [];
  const asList = stringify({ apiVersion: "v1", items, kind: "List" });
  expect(asList.length).toBeGreaterThan(500_000);
  const fromJson = await readManifests(JSON.stringify({ kind: "List", items }));
  expect(fromJson.cluster.services).toHaveLength(SERVICES);
  expect(await readManifests(asList, (share) => shares.push(share))).toEqual(fromJson);
  expect(shares).toHaveLength(SERVICES);
  expect(shares.at(-1)).toBeCloseTo(1);
  const asDocuments = items.map((item) => stringify(item)).join("---\n");
  expect(await readManifests(asDocuments)).toEqual(fromJson);
}, 30_000);

test("in a long text too, a mistake names its line and aliases that grow are refused", async () => {
  const long = stringify({ apiVersion: "v1", items: manyServices(), kind: "List" });
  const lines = long.split("\n").length;
  const bomb = `a: &a [${"x,".repeat(300)}]\nb: &b [${"*a,".repeat(300)}]\nc: [${"*b,".repeat(300)}]\n`;
  const { cluster, problems } = await readManifests(`${long}---\nkind: [\n---\n${bomb}`);
  expect(cluster.services).toHaveLength(SERVICES);
  expect(problems).toHaveLength(2);
  const [broken, grown] = problems.map(({ sentence }) => sentence);
  const line = Number(/^line (\d+) is not YAML/.exec(broken ?? "")?.[1]);
  expect(line).toBeGreaterThanOrEqual(lines + 1);
  expect(line).toBeLessThanOrEqual(lines + 2);
  expect(grown).toContain("Excessive alias count");
}, 30_000);
