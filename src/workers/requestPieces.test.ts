import { expect, test } from "vitest";
import { RequestAssembly, type RequestPiece, requestPieces } from "./requestPieces";

function sent(request: unknown): readonly RequestPiece[] {
  return [...requestPieces(request)];
}

function received(messages: readonly RequestPiece[], assembly = new RequestAssembly()): unknown {
  let request: unknown;
  for (const message of structuredClone(messages)) request = assembly.add(message)?.request;
  return request;
}

const LONG = `${"-A FORWARD -s 10.0.0.1 -j DROP\n".repeat(80_000)}-A FORWARD --comment "\u{1F40B}é"\n`;

test("a request without long texts is one message", () => {
  const request = { text: "*nat", ipsets: undefined, nodes: [{ name: "a", lines: ["1"] }] };
  expect(sent(request)).toEqual([{ kind: "request", form: request }]);
  expect(received(sent(request))).toEqual(request);
});

test("long texts come in pieces and are the same behind it, wherever they stand", () => {
  const request = { before: LONG, nodes: [{ rulesText: `${LONG}#`, name: "a" }], seed: 7 };
  const messages = sent(request);
  expect(messages.filter(({ kind }) => kind === "piece").length).toBeGreaterThan(4);
  expect(received(messages)).toEqual(request);
});

test("a text alone is a request, and the next request has its own texts", () => {
  const assembly = new RequestAssembly();
  expect(received(sent(LONG), assembly)).toBe(LONG);
  expect(received(sent(`#${LONG}`), assembly)).toBe(`#${LONG}`);
});

test("a character of two halves may stand where a text is cut", () => {
  const text = "\u{1F40B}".repeat(600_000);
  expect(received(sent(`#${text}`))).toBe(`#${text}`);
});
