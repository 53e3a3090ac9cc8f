import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { compare } from "./compare";

const folder = mkdtempSync(join(tmpdir(), "chainwalk-compare-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const exitCode = await compare.run(args, {
    out: (text) => void out.push(text),
    error: () => undefined,
  });
  return { exitCode, out };
}

const BEFORE =
  "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\nCOMMIT\n";
const AFTER = BEFORE.replace("ACCEPT\nCOMMIT", "DROP\nCOMMIT");

test("what differs is told chain by chain, and which packets fare differently", async () => {
  const { exitCode, out } = await run(file("a", BEFORE), file("b.gz", gzipSync(AFTER)));
  expect(exitCode).toBe(0);
  expect(out[0]).toBe("iptables: 1 chain differs: 1 rule changed.");
  expect(out).toContain("filter INPUT");
  expect(out).toContain("    now     Dropped by rule 1 of filter INPUT.");
});

test("--json gives one JSON a family", async () => {
  const { out } = await run("--json", file("c", BEFORE), file("d", BEFORE));
  expect(out.map((line) => JSON.parse(line))).toMatchObject([{ family: "IPv4", chains: [] }]);
});

test("one file, three files, a stray option and a file without rules are refused", async () => {
  const path = file("e", BEFORE);
  await expect(run(path)).rejects.toMatchObject({ exitCode: 2 });
  await expect(run(path, path, path)).rejects.toMatchObject({ exitCode: 2 });
  await expect(run("--nonsense", path, path)).rejects.toMatchObject({ exitCode: 2 });
  await expect(run(path, file("f", "prose"))).rejects.toMatchObject({ exitCode: 1 });
});
