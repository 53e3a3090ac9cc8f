import { describe, expect, test } from "vitest";
import type { Parsed, WrittenOption } from "../matchExtension";

/** What written options turn into: the same text, another text, or a refusal. */
type Expected = { readonly prints: string } | "same" | "fails";

export const same = "same";
export const fails = "fails";
export const prints = (text: string): Expected => ({ prints: text });

/** What a match and a target have in common. */
interface Extension<Spec> {
  readonly name: string;
  readonly options: Readonly<Record<string, number>>;
  readonly aliases?: Readonly<Record<string, string>>;
  parse(options: readonly WrittenOption[], protocol: number | undefined): Parsed<Spec>;
  print(spec: Spec): string;
}

/** Checks a table of `[options as typed, outcome]`, the form of iptables' own `.t` files. */
export function itReadsAndPrints<Spec>(
  extension: Extension<Spec>,
  cases: readonly (readonly [written: string, expected: Expected])[],
  protocol?: number,
): void {
  describe(extension.name, () => {
    test.each(cases)("%s", (written, expected) => {
      const parsed = extension.parse(splitOptions(extension, written), protocol);
      if (expected === "fails") {
        expect(parsed).toMatchObject({ ok: false, problem: expect.any(String) });
        return;
      }
      if (!parsed.ok) throw new Error(parsed.problem);
      expect(extension.print(parsed.value)).toBe(expected === "same" ? written : expected.prints);
    });
  });
}

/** Reads options as typed, or throws: for the tests of what a match or target does. */
export function mk<Spec>(extension: Extension<Spec>, written: string, protocol?: number): Spec {
  const parsed = extension.parse(splitOptions(extension, written), protocol);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

function splitOptions<Spec>(extension: Extension<Spec>, written: string): WrittenOption[] {
  const words = Array.from(written.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word);
  const options: WrittenOption[] = [];
  for (let at = 0; at < words.length; ) {
    const inverted = words[at] === "!";
    const typed = words[inverted ? at + 1 : at] ?? "";
    const name = extension.aliases?.[typed] ?? typed;
    const from = at + (inverted ? 2 : 1);
    const values = words.slice(from, from + (extension.options[name] ?? 0));
    options.push({ name, values, inverted, column: at + 1 });
    at = from + values.length;
  }
  return options;
}
