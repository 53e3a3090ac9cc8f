import fc from "fast-check";
import { expect, test } from "vitest";
import { RuleList } from "./ruleList";

const change = fc.record({
  what: fc.constantFrom("insert", "insert", "insert", "remove", "find"),
  at: fc.nat(),
  text: fc.constantFrom("-A X -j ACCEPT", "-A X -j DROP", "-A X"),
});

test("it holds what an array holds after the same changes, also when it is halved", () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 60 }),
      fc.nat(1500),
      (changes, before) => {
        const list = new RuleList((texts) => texts);
        const plain = Array.from({ length: before }, (_, line) => ({
          text: `-A X -m ${line}`,
          line,
        }));
        for (const rule of plain) list.insert(list.length, rule);
        for (const [line, { what, at, text }] of changes.entries()) {
          const place = at % (plain.length + 1);
          if (what === "find") {
            expect(list.indexOf(text)).toBe(plain.findIndex((rule) => rule.text === text));
          } else if (what === "remove") {
            expect(list.remove(place)).toEqual(plain.splice(place, 1)[0]);
          } else {
            list.insert(place, { text, line });
            plain.splice(place, 0, { text, line });
          }
        }
        expect(list.length).toBe(plain.length);
        expect(list.all()).toEqual(plain);
      },
    ),
  );
});

test("a rule is found by its form, however it is written", () => {
  const list = new RuleList((texts) => texts.map((text) => text.toLowerCase()));
  for (const text of ["a", "B", "b"]) list.insert(list.length, { text, line: 1 });
  expect(list.indexOf("b")).toBe(1);
  expect(list.remove(1)?.text).toBe("B");
  expect([list.indexOf("B"), list.indexOf("c")]).toEqual([1, -1]);
});
