import { expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
import { prepareWalk } from "./prepareWalk";
import { describedWorld } from "./walk/describedWorld";
import { walkOf } from "./walk/walkOf";

const copy = () => structuredClone(nodePort.document);

test("each piece of work is told before it is done", async () => {
  const said: string[] = [];
  await prepareWalk(copy(), {
    report: (line) => said.push(line),
    signal: new AbortController().signal,
  });
  expect(said).toEqual([
    "Placing nodes and pods",
    "Making the rules",
    "Sending the packet through the rules",
    "Drawing the chains",
    "Looking for what Kubernetes would refuse",
  ]);
});

test("cancelled between two pieces it does no more", async () => {
  const controller = new AbortController();
  const said: string[] = [];
  const report = (line: string) => {
    said.push(line);
    controller.abort();
  };
  await expect(prepareWalk(copy(), { report, signal: controller.signal })).rejects.toThrow();
  expect(said).toEqual(["Placing nodes and pods"]);
});

test("the page goes on between the pieces", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const document = copy();
  await prepareWalk(document, { report: () => undefined, signal: new AbortController().signal });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  expect(describedWorld(document.source).problems).toEqual([]);
});

test("what is made in pieces is what is made at once", async () => {
  const inPieces = copy();
  const options = { report: () => undefined, signal: new AbortController().signal };
  await prepareWalk(inPieces, options);
  const atOnce = copy();
  const [prepared, plain] = [inPieces, atOnce].map((document) => walkOf(document, 0));
  expect(prepared?.trace).toEqual(plain?.trace);
  expect(prepared?.described.rules.get("node-a")?.text).toBe(
    plain?.described.rules.get("node-a")?.text,
  );
});
