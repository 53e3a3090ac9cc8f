import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { read } from "./read";

const folder = mkdtempSync(join(tmpdir(), "chainwalk-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exitCode = await read.run(args, {
    out: (text) => void out.push(text),
    error: (line) => void errors.push(line),
  });
  return { exitCode, out, errors };
}

const SAVE = `*filter
:INPUT ACCEPT [1:40]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:USER - [0:0]
-A INPUT -p tcp -m tcp --dport 22 -j USER
-A USER -m frobnicate --invert -j DROP
COMMIT
`;

test("a save text is told table by table, with its unknown rules in their places", async () => {
  const path = file("a.save", `# Generated\n${SAVE}`);
  const { exitCode, out } = await run(path);
  expect(exitCode).toBe(0);
  expect(out.map((line) => JSON.parse(line))).toEqual([
    {
      file: path,
      kind: "iptables-save",
      sections: [{ kind: "iptables-save", firstLine: 2, lastLine: 9 }],
      tables: [{ name: "filter", chains: 4, rules: 2 }],
      unknown: [
        { line: 8, column: 12, text: "frobnicate", why: "the match frobnicate is not known here" },
      ],
      passedOver: [{ line: 1, text: "# Generated" }],
      warnings: [],
      lost: [],
      assumed: [],
      notes: [],
      trace: [],
    },
  ]);
});

test("--print prints a save text back to the letter", async () => {
  const { out } = await run("--print", file("b.save", SAVE));
  expect(out.join("\n")).toBe(SAVE.trimEnd());
});

test("--print keeps the counters of every rule where the text has them", async () => {
  const counted = SAVE.replace(/^-A/gm, "[3:120] -A");
  const { out } = await run("--print", file("c.save", counted));
  expect(out.join("\n")).toBe(counted.trimEnd());
});

test("a file of gzip is unpacked", async () => {
  const path = join(folder, "node.gz");
  writeFileSync(path, gzipSync(SAVE));
  expect((await run("--print", path)).out.join("\n")).toBe(SAVE.trimEnd());
});

test("a missing COMMIT is a warning, and the rules are read", async () => {
  const { out } = await run(file("d.save", SAVE.replace("COMMIT\n", "")));
  const told = JSON.parse(out[0] ?? "");
  expect(told.tables).toEqual([{ name: "filter", chains: 4, rules: 2 }]);
  expect(told.warnings).toMatchObject([{ line: 1 }]);
});

test("every line of a fragment that looks like a rule or chain stands in one place", async () => {
  const text = [
    "prose",
    "$ iptables-save | grep WEB",
    "  -A KUBE-SVC-WEB -j KUBE-SEP-A",
    "  :KUBE-SERVICES - [0:0]",
    "  [5:300] -A PREROUTING -j KUBE-SERVICES",
    "-A KUBE-SERVICES: this chain holds the services",
    ": a colon",
    "```",
  ].join("\n");
  const { out } = await run(file("e.md", text));
  const told = JSON.parse(out[0] ?? "");
  expect(told.tables).toEqual([{ name: "nat", chains: 1, rules: 2 }]);
  expect(told.passedOver.map(({ line }: { line: number }) => line)).toEqual([1, 6, 7, 8]);
});

test("what is no text of rules is said to be what it is", async () => {
  const { out } = await run(file("f.yaml", "apiVersion: v1\nkind: Pod\n"));
  expect(JSON.parse(out[0] ?? "")).toMatchObject({ kind: "kubernetes", tables: [] });
});

test("a file that cannot be read is a sentence and exit code 1, and the others are read", async () => {
  const { exitCode, out, errors } = await run(join(folder, "none"), file("g.save", SAVE));
  expect(exitCode).toBe(1);
  expect(errors).toHaveLength(1);
  expect(out).toHaveLength(1);
});

test("without a file, or with an option that there is not, the arguments are refused", async () => {
  await expect(run()).rejects.toMatchObject({ exitCode: 2 });
  await expect(run("--nonsense", "x")).rejects.toMatchObject({ exitCode: 2 });
});
