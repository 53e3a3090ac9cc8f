import fc from "fast-check";
import { expect, test } from "vitest";
import type { SaidOfPacket } from "@/engine";
import { parsePayload, printPayload } from "./payloadText";
import { SAID_TEXTS, type SaidField } from "./saidField";

const textOf = (field: SaidField) => {
  const found = SAID_TEXTS.find((one) => one.field === field);
  if (found === undefined) throw new Error(field);
  return found;
};

test.each([
  ["owner", "1000:100", { owner: { uid: 1000, gid: 100 } }],
  ["owner", "0:0:27,100", { owner: { uid: 0, gid: 0, groups: [27, 100] } }],
  ["payload", "GET /\\r\\n", { payload: "GET /\r\n" }],
  ["payload", "\\x16\\x03", { payload: "\x16\x03" }],
  ["cpu", "3", { cpu: 3 }],
  ["cgroup", "user.slice", { cgroup: { path: "user.slice" } }],
  ["dateMs", "2026-11-21 09:30", { dateMs: Date.UTC(2026, 10, 21, 9, 30) }],
] as const satisfies readonly (readonly [SaidField, string, SaidOfPacket])[])(
  "%s %s is read, and printed as it was typed",
  (field, text, said) => {
    const { check, write, print } = textOf(field);
    expect(check(text)).toBeUndefined();
    expect(write({}, text)).toEqual(said);
    expect(print(write({}, text))).toBe(text);
    expect(write(write({}, text), "")).toEqual({});
  },
);

test.each([
  ["owner", "root", "uid:gid"],
  ["owner", "1000", "uid:gid"],
  ["payload", "\\q", "backslash"],
  ["cpu", "first", "number"],
  ["cgroup", "/user.slice", "path"],
  ["dateMs", "tomorrow", "2026-11-21 09:30"],
] as const)("%s %s is refused with what would be right", (field, text, right) => {
  expect(textOf(field).check(text)).toContain(right);
});

test("any payload is read as it is printed", () => {
  const bytes = fc
    .array(fc.integer({ min: 0, max: 255 }))
    .map((list) => String.fromCharCode(...list));
  fc.assert(fc.property(bytes, (payload) => parsePayload(printPayload(payload)) === payload));
});
