import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { splitSections } from "../sections/splitSections";
import { readTrace } from "../traces/readTrace";
import { readRules } from "./readRules";

const LISTING = "Chain INPUT (policy ACCEPT)\ntarget prot opt source destination\n";
const SIGNS = 300_000;

const LONG: Readonly<Record<string, string>> = {
  "a listing's row of many matches": `${LISTING}DROP all -- anywhere anywhere ${"tcp ".repeat(SIGNS)}`,
  "a listing's row of opened comments": `${LISTING}DROP all -- anywhere anywhere ${"/* ".repeat(SIGNS)}`,
  "a listing's row of blanks": `${LISTING}DROP all -- anywhere anywhere${" ".repeat(SIGNS)}`,
  "a listing of blank lines": LISTING + "\n".repeat(SIGNS),
  "a script's line of variables": `iptables -A INPUT ${"$X ".repeat(SIGNS)}`,
  "a script's line of quotes": `iptables -A INPUT ${'"'.repeat(SIGNS)}`,
  "a variable that doubles itself": `X=aaaaaaaa\n${"X=$X$X\n".repeat(60)}iptables -A INPUT -s $X\n`,
  "a rule that goes on and on": "iptables -A INPUT \\\n".repeat(20_000),
  "a trace of colons": `TRACE: nat:${"a:".repeat(SIGNS)}`,
  "a trace of fields": `TRACE: nat:X:rule:1 ${"A=".repeat(SIGNS)}`,
  "a monitor's rule without end": `TRACE: 2 a nat:X:rule:0x1:${"b-A ".repeat(SIGNS)}`,
  "a trace of blanks": `TRACE: nat:X:rule:1${" ".repeat(SIGNS)}x\u2028y`,
  "a rule cut out, with blanks amid": `-A INPUT ${" ".repeat(SIGNS)} -j ACCEPT`,
  "fences around single rules": "```\n-A INPUT -j DROP\n".repeat(5000),
  "empty tables and words": "*nat\nCOMMIT\nwords\n".repeat(5000),
  "heads of one chain": "Chain INPUT (policy ACCEPT)\n".repeat(10_000),
  "a rule of the same match again and again": save("-A INPUT", "-m tcp ".repeat(50_000)),
  "rules that are each put before the others": save("-I INPUT -j ACCEPT\n".repeat(100_000)),
  "rules put here and there": save(
    ...Array.from({ length: 50_000 }, (_, n) => `-I INPUT ${(n * 7919) % (n + 1)} -j ACCEPT\n`),
  ),
  "one rule of many addresses": save(
    `-A INPUT -s ${"1.1.1.1,".repeat(60)}2 -d ${"1,".repeat(60)}2\n`.repeat(20),
  ),
  "one rule of too many addresses": save(
    `-A INPUT -s ${"1.1.1.1,".repeat(50_000)}2 -d ${"1,".repeat(50_000)}2\n`,
  ),
  "a script that takes rules away again":
    scriptOf((n) => `iptables -A INPUT -p tcp --dport ${n} -j ACCEPT`) +
    scriptOf((n) => `iptables -D INPUT -p tcp --dport ${n} -j ACCEPT`),
  "a script that looks for what is not there": scriptOf(
    (n) =>
      `iptables -C INPUT -p tcp --dport ${n} -j ACCEPT || iptables -A INPUT -s 10.0.${n % 256}.1`,
  ),
  "a script that puts all first": scriptOf((n) => `iptables -I INPUT -p udp --dport ${n}`),
  "a listing of rows that are broken": `${LISTING}${"DROP all -- anywhere anywhere\n /* x */\n".repeat(20_000)}`,
  "a chain that jumps to itself": save("-A INPUT -j INPUT\n-N X\n-A X -j X\n-A INPUT -j X\n"),
  "tables of empty names": save(":\n: - [0:0]\n-A\n-A \n-N\n".repeat(10_000)),
};

function save(...lines: readonly string[]): string {
  return `*filter\n:INPUT ACCEPT [0:0]\n${lines.join("")}\nCOMMIT\n`;
}

function scriptOf(line: (number: number) => string): string {
  return `#!/bin/sh\n${Array.from({ length: 30_000 }, (_, number) => line(number)).join("\n")}\n`;
}

test.each(Object.entries(LONG))("%s is read at once", { timeout: 30_000 }, (_, text) => {
  const started = performance.now();
  const sections = splitSections(text);
  readRules(text, sections);
  readTrace(sections);
  expect(performance.now() - started).toBeLessThan(15_000);
});

const LISTED = readFileSync(
  new URL("../../../conformance/listed/iptables-1.8.9.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as { readonly rule: string; readonly listed: string });

/** Real texts: rules as -S, -L and a script have them. */
const CORPUS = [
  ...LISTED.map(({ rule }) => rule),
  ...LISTED.map(({ listed }) => LISTING + listed),
  ...LISTED.map(({ rule }) => `iptables -t mangle ${rule}`),
];

interface Change {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(200),
  length: fc.nat(6),
  put: fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom(
      '"',
      "!",
      "\n",
      "\r\n",
      "`",
      "$",
      "\u001b[",
      "/*",
      "*/",
      "\0",
      "://",
      "<b>",
      "__proto__",
    ),
  ),
});

test("whatever is changed in a real text, nothing throws and every line keeps its number", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...CORPUS), { maxLength: 4 }),
      fc.array(change),
      (texts, changes) => {
        const text = changes.reduce(
          (whole, { at, length, put }) => whole.slice(0, at) + put + whole.slice(at + length),
          texts.join("\n"),
        );
        const sections = splitSections(text);
        const { unknown, passedOver } = readRules(text, sections);
        const lines = text.split("\n").length;
        for (const { line } of [...unknown, ...passedOver, ...readTrace(sections)])
          expect(line >= 0 && line <= lines).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
