import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import type { Command } from "./command";
import { compare } from "./compare";
import { findings } from "./findings";
import { read } from "./read";
import { walk } from "./walk";

const folder = mkdtempSync(join(tmpdir(), "chainwalk-nodes-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(command: Command, ...args: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exitCode = await command.run(args, {
    out: (text) => void out.push(text),
    error: (line) => void errors.push(line),
  });
  return { exitCode, out, errors };
}

function collected(node: string, rule: string): string {
  const save = `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT ${rule}\nCOMMIT\n`;
  return `### chainwalk: hostname\n${node}\n### chainwalk: iptables-save -c\n${save}`;
}

const TWO = collected("node-a", "-s 10.0.0.1/32 -j DROP") + collected("node-b", "-j ACCEPT");
const two = () => file("two", TWO);

test("each of several nodes is read as a host of its own", async () => {
  const { out } = await run(read, two());
  expect(out.map((line) => JSON.parse(line))).toMatchObject([
    { node: "node-a", tables: [{ name: "filter", rules: 1 }], passedOver: [] },
    { node: "node-b", tables: [{ name: "filter", rules: 1 }], passedOver: [] },
  ]);
});

test("--print prints all nodes under their names, or the one that --node picks", async () => {
  const all = (await run(read, "--print", two())).out.join("\n");
  expect(all).toMatch(/# node-a\n.*10\.0\.0\.1\/32 -j DROP.*# node-b\n.*-A INPUT -j ACCEPT/s);
  const one = (await run(read, "--print", "--node", "node-b", two())).out.join("\n");
  expect(one).toContain("-A INPUT -j ACCEPT");
  expect(one).not.toContain("DROP\n");
});

test("a node that is not there is refused with those that are", async () => {
  const { exitCode, errors } = await run(read, "--node", "node-c", two());
  expect(exitCode).toBe(1);
  expect(errors[0]).toMatch(/shows no node node-c: there are node-a, node-b$/);
  await expect(run(read, two(), "--node")).rejects.toMatchObject({ exitCode: 2 });
});

test("findings are told node by node", async () => {
  const { out } = await run(findings, "--json", two());
  expect(out.map((line) => JSON.parse(line).node)).toEqual(["node-a", "node-b"]);
});

test("several nodes are compared each with its namesake", async () => {
  const after = file("after", TWO.replace("-j ACCEPT", "-j DROP"));
  const { out } = await run(compare, "--json", two(), after);
  const told = out.map((line) => JSON.parse(line));
  expect(told).toMatchObject([
    { node: "node-a", chains: [] },
    { node: "node-b", chains: [{ chain: "INPUT" }] },
  ]);
  const other = file("other", collected("node-z", "-j DROP"));
  await expect(run(compare, two(), other)).rejects.toThrow(/no node is in both files/);
});

test("a trace is replayed on the rules of the node that --node picks", async () => {
  const packet = "IN=eth0 OUT= SRC=192.0.2.1 DST=10.0.0.10 TTL=64 ID=1 PROTO=TCP SPT=1 DPT=2 SYN";
  const trace = file("trace", `TRACE: filter:INPUT:rule:1 ${packet}\n`);
  await expect(run(walk, "--trace", trace, two())).rejects.toThrow(/--node picks one of node-a/);
  expect((await run(walk, "--trace", trace, "--node", "node-b", two())).exitCode).toBe(0);
});

const SAVE = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n";

test.each([
  ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${SAVE}`)],
  ["UTF-16 with a mark", new Uint8Array(Buffer.from(`\ufeff${SAVE}`, "utf16le"))],
  ["UTF-16 without one", new Uint8Array(Buffer.from(SAVE, "utf16le"))],
  ["packed UTF-16", new Uint8Array(gzipSync(Buffer.from(`\ufeff${SAVE}`, "utf16le")))],
])("%s is read as if it were plain", async (_, bytes) => {
  const { out } = await run(read, file("encoded", bytes));
  expect(JSON.parse(out[0] ?? "")).toMatchObject({
    kind: "iptables-save",
    tables: [{ name: "filter", rules: 1 }],
    passedOver: [],
    warnings: [],
  });
});

test("of a packed file that is cut short what can be unpacked is read, and the cut told", async () => {
  const rules = Array.from(
    { length: 20_000 },
    (_, n) => `-A INPUT -s 10.0.${n % 256}.${n % 199}\n`,
  );
  const bytes = gzipSync(`*filter\n:INPUT ACCEPT [0:0]\n${rules.join("")}COMMIT\n`);
  const path = file("cut.gz", bytes.subarray(0, bytes.length / 2));
  const { out, errors, exitCode } = await run(read, path);
  expect(exitCode).toBe(0);
  expect(errors).toEqual([`${path} is cut short: only what could be unpacked of it is read.`]);
  expect(JSON.parse(out[0] ?? "").tables[0].rules).toBeGreaterThan(100);
});
