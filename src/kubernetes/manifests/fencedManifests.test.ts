import { expect, test } from "vitest";
import { fencedManifests } from "./fencedManifests";
import { readManifests } from "./readManifests";

const NOTE = [
  "# How a Service works: a note",
  "",
  "```yaml",
  "---",
  "apiVersion: v1",
  "kind: Service",
  "metadata: {name: web}",
  "spec:",
  "  ports: [{port: 80}]",
  "```",
  "Then look at the chains: [the manual](https://example.org/iptables)",
  "```",
  "Chain KUBE-SERVICES (2 references)",
  "```",
  "~~~",
  "apiVersion: v1",
  "kind: Service",
  "metadata: {name: api}",
  "spec: {ports: [{port: here}]}",
];

test("of a Markdown text the blocks that hold manifests are read, and the rest is said not to be", async () => {
  const { cluster, problems } = await readManifests(NOTE.join("\n"));
  expect(cluster.services.map(({ name }) => name)).toEqual(["web", "api"]);
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    "The text outside its 2 fenced blocks of manifests is not read.",
    expect.stringContaining("Service default/api, spec.ports[0].port:"),
  ]);
});

test("every line stays where it was", () => {
  const left = fencedManifests(NOTE.join("\r\n"))?.text.split("\n") ?? [];
  expect(left).toHaveLength(NOTE.length);
  for (const [index, line] of left.entries())
    expect(["", "---", NOTE[index]], `line ${index + 1}`).toContain(line);
  expect(left[4]).toBe("apiVersion: v1");
  expect(left[12]).toBe("");
});

test("fences that hold no manifests, or stand inside a value, change nothing", () => {
  expect(fencedManifests("kind: A\n```\nls\n```\n")).toBeUndefined();
  expect(fencedManifests("kind: ConfigMap\ndata:\n  a: |\n    ```\n    kind: B\n")).toBeUndefined();
});
