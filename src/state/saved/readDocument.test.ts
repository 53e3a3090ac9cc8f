import { expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
import { noEndpoints } from "@/scenarios/noEndpoints";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { parseDocument, readDocument } from "./readDocument";
import { printDocument, savedForm } from "./savedForm";

const PASTED: WalkDocument = {
  title: "worker-17",
  notes: [],
  source: {
    kind: "pasted",
    nodes: [
      {
        name: "worker-17",
        rulesText: "*filter\n:INPUT DROP [0:0]\nCOMMIT\n",
        interfaces: [{ name: "eth0", addresses: ["10.20.0.17/24"], network: "lan" }],
        routes: ["default via 10.20.0.1"],
        sysctls: { "net/ipv4/ip_forward": 1 },
        ipsets: [],
        unknown: { addresses: true },
      },
    ],
    hosts: [{ name: "client", network: "lan", addresses: ["198.51.100.23"], gateway: "10.20.0.1" }],
  },
  packet: nodePort.document.packet,
  seed: 0,
};

test.each([
  ["a cluster", nodePort.document],
  ["a cluster whose Service has no nodePort", noEndpoints.document],
  ["a pasted dump", PASTED],
])("%s comes back from its file as it was", (_, document) => {
  expect(parseDocument(printDocument(document))).toEqual({ ok: true, document });
});

test("a value that the browser kept comes back as it was", () => {
  expect(readDocument(structuredClone(savedForm(PASTED)))).toEqual({ ok: true, document: PASTED });
});

const saved = JSON.parse(printDocument(nodePort.document));

test.each([
  ["text that is not JSON", "not json", "The file is not JSON."],
  [
    "another program's file",
    '{"format":"other"}',
    'This is not a saved walk: "format" is not "chainwalk".',
  ],
  ["an array", "[]", 'This is not a saved walk: "format" is not "chainwalk".'],
  ["null", "null", 'This is not a saved walk: "format" is not "chainwalk".'],
  [
    "a later version",
    JSON.stringify({ ...saved, version: 2 }),
    "This walk was saved in version 2; this page reads version 1.",
  ],
])("%s is refused with a sentence", (_, text, problem) => {
  expect(parseDocument(text)).toEqual({ ok: false, problem });
});

test.each([
  ["a port of 0", { ...saved, packet: { ...saved.packet, port: 0 } }, "packet.port"],
  ["a count of 11", { ...saved, packet: { ...saved.packet, count: 11 } }, "packet.count"],
  ["an unknown source", { ...saved, source: { kind: "cloud" } }, "source.kind"],
  ["no seed", { ...saved, seed: undefined }, "seed"],
  [
    "a node without a name",
    { ...saved, source: { ...saved.source, cluster: { ...saved.source.cluster, nodes: [{}] } } },
    "source.cluster.nodes.0.name",
  ],
])("%s is refused with its place", (_, value, path) => {
  const read = readDocument(value);
  expect(read.ok).toBe(false);
  expect(read.ok ? "" : read.problem).toContain(`damaged at ${path}:`);
});
