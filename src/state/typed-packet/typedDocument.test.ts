import { expect, test } from "vitest";
import { fragmentNodePort } from "@/scenarios/fragmentNodePort";
import { nodePort } from "@/scenarios/nodePort";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { outcomeSentence } from "@/scene/narration/outcomeSentence";
import { plainText } from "@/scene/narration/sentence";
import { walkOf } from "../walk/walkOf";
import { typedDocument } from "./typedDocument";

/** The document of a line, which must be one. */
function made(document: WalkDocument, line: string) {
  const typed = typedDocument(document, line);
  if (!typed.ok) throw new Error(typed.sentence);
  return typed;
}

function outcome(document: WalkDocument): string {
  const { trace, problem } = walkOf(document, 0);
  return trace === undefined ? `no walk: ${problem}` : plainText(outcomeSentence(trace));
}

test("a curl to a Service by its name is sent from who sent before, and walks", () => {
  const { document, notes } = made(nodePort.document, "curl http://web.default.svc.cluster.local/");
  expect(document.packet).toMatchObject({ from: "client", protocol: "tcp", port: 80 });
  expect(notes).toEqual(["It does not say who sends: client, as before."]);
  expect(outcome(document)).toMatch(/^(Delivered|Lost|Dropped|Rejected|Undecided)/);
});

test("a sender is found by its address", () => {
  const { document, notes } = made(nodePort.document, "203.0.113.7:5000 > 192.168.1.10:30080 tcp");
  expect(document.packet).toMatchObject({ from: "client", to: "192.168.1.10", sourcePort: 5000 });
  expect(document.source).toBe(nodePort.document.source);
  expect(notes).toEqual([]);
  expect(outcome(document)).toMatch(/^Delivered to web-/);
});

test("an address that nobody has becomes a client behind the router, or a pod in the range of a node", () => {
  const outside = made(nodePort.document, "198.51.100.9:5000 > 192.168.1.10:30080 tcp");
  expect(outside.notes.join()).toContain("a client host-198-51-100-9 was added");
  expect(walkOf(outside.document, 0).trace?.turns[0]?.from).toBe("host-198-51-100-9");
  expect(outcome(outside.document)).toMatch(/^Delivered to web-/);
  const inside = made(
    nodePort.document,
    "IP 10.244.2.77.5000 > 192.168.1.10.30080: Flags [S], length 0",
  );
  expect(inside.notes.join()).toContain("a pod host-10-244-2-77 was added on node-c");
  expect(outcome(inside.document)).toMatch(/^Delivered to web-/);
});

test("in a paste the sender stands where the address leads to, and the answer comes back to it", () => {
  const paste = fragmentNodePort.document;
  const outside = made(paste, "198.51.100.9:5000 > 192.168.1.20:30080 tcp");
  expect(outside.notes.join()).toContain("client sends from 198.51.100.9 now");
  expect(walkOf(outside.document, 0).trace?.turns[0]?.from).toBe("client");
  const neighbour = made(paste, "192.168.1.77:5000 > 192.168.1.20:30080 tcp");
  expect(neighbour.notes.join()).toContain("put behind eth0 of vortex-dev");
  const pod = made(paste, "10.244.0.99:5000 > 192.168.1.20:30080 tcp");
  expect(pod.notes.join()).toContain("put behind cni0 of vortex-dev");
  const told = made(
    paste,
    "DROP IN=cni0 OUT= SRC=198.51.100.9 DST=192.168.1.20 PROTO=TCP SPT=5 DPT=80 SYN",
  );
  expect(told.notes.join()).toContain("put behind cni0 of vortex-dev");
  for (const { document } of [outside, neighbour, pod, told])
    expect(walkOf(document, 0).trace?.turns[0]?.hops.length).toBeGreaterThan(5);
});

test.each([
  ["curl http://localhost:30080/", nodePort.document, "node-a"],
  ["127.0.0.1:5000 > 127.0.0.1:30080 tcp", fragmentNodePort.document, "vortex-dev"],
])("%s is sent by a node itself, and gets an end that is no client's", (line, before, node) => {
  const { document, notes } = made(before, line);
  expect(document.packet).toMatchObject({ from: node, to: "127.0.0.1", port: 30080 });
  expect(document.source).toBe(before.source);
  expect(notes).toEqual([`Only ${node} reaches its own loopback, so ${node} sends.`]);
  const [turn] = walkOf(document, 0).trace?.turns ?? [];
  expect(turn?.from).toBe(node);
  expect(outcome(document)).not.toContain("cannot be the destination");
});

test("what another host sends to a loopback address is sent by that host", () => {
  const { document } = made(nodePort.document, "203.0.113.7:5000 > 127.0.0.1:80 tcp");
  expect(document.packet).toMatchObject({ from: "client", to: "127.0.0.1" });
});

test("what is no packet, or goes to nobody, is a sentence that says where and why", () => {
  const refusal = (line: string) => {
    const typed = typedDocument(nodePort.document, line);
    return typed.ok ? "" : typed.sentence;
  };
  expect(refusal("dig web")).toMatch(/^At character 8: Which name server/);
  expect(refusal("nowhere:5 > web:80 tcp")).toContain('no host called "nowhere"');
  expect(refusal("curl http://nothing.like.this/")).toContain('"nothing.like.this" is no Service');
});
