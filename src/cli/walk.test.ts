import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CommandFailure } from "./command";
import { walk } from "./walk";

const CASE = {
  name: "one packet",
  node: { ifaces: { eth0: { addr: ["10.0.0.10/24"] } }, routes: [] },
  hosts: { client: { net: "eth0", addr: ["10.0.0.1"] } },
  rules: ["*filter", ":INPUT DROP [0:0]", "COMMIT"],
  packets: [{ from: "client", dst: "10.0.0.10", proto: "tcp", sport: 1, dport: 2 }],
};

async function run(text: string, ...options: readonly string[]): Promise<readonly string[]> {
  const file = join(mkdtempSync(join(tmpdir(), "chainwalk-")), "cases");
  writeFileSync(file, text);
  const lines: string[] = [];
  await walk.run([...options, file], { out: (line) => lines.push(line), error: () => undefined });
  return lines;
}

async function failure(text: string): Promise<CommandFailure> {
  return await run(text).then(
    () => Promise.reject(new Error("it should have failed")),
    (error) => error,
  );
}

test("one case, indented or not, and cases one a line are told apart by content", async () => {
  const [indented] = await run(JSON.stringify(CASE, null, 2));
  expect(await run(JSON.stringify(CASE))).toEqual([indented]);
  const line = JSON.stringify(CASE);
  expect(await run(`${line}\n\n${line}\n`)).toEqual([indented, indented]);
  expect(JSON.parse(indented ?? "").packets[0].turns[0].outcome).toEqual({
    what: "dropped",
    by: "node:filter:INPUT:1",
    kind: "policy",
  });
});

test("--say tells in words how each packet ends, and the hops that decided", async () => {
  const [said] = await run(JSON.stringify(CASE), "--say");
  expect(said).toMatch(
    /^# one packet\n\nDropped by the policy of INPUT .*\n\nRequest\n.* route .*\n.* filter +INPUT end +DROP/,
  );
});

test.each([
  ["nonsense", 1, "line 1 is not JSON"],
  ["", 1, "holds no case"],
  ["[1]", 1, "a JSON object"],
  ["{}", 1, '"node" or "nodes"'],
  [
    JSON.stringify({ ...CASE, packets: [{ from: "ghost", dst: "10.0.0.1" }] }),
    1,
    'no host or node "ghost"',
  ],
  [
    JSON.stringify({ ...CASE, packets: [{ from: "client", dst: "there" }] }),
    1,
    '"dst" has to be an address',
  ],
])("%j fails with exit code %i and says %j", async (text, exitCode, sentence) => {
  const error = await failure(text);
  expect(error.exitCode).toBe(exitCode);
  expect(error.message).toContain(sentence);
});

test("the recorder's answer to a case is walked again as the case, with the draws it tells", async () => {
  const rules = [
    "*nat",
    "-A PREROUTING -m statistic --mode random --probability 0.5 -j DNAT --to-destination 10.0.0.1",
    "COMMIT",
  ];
  const asked = { ...CASE, rules };
  const took = (places: readonly unknown[]) => ({
    name: CASE.name,
    case: asked,
    packets: [{ packet: CASE.packets[0], turns: [{ took: places }] }],
  });
  for (const places of [[], [["node", "nat", "PREROUTING", 1]]]) {
    const [line = ""] = await run(JSON.stringify(took(places)));
    const [turn] = JSON.parse(line).packets[0].turns;
    const verdicts = turn.hops.map((hop: { verdict: string }) => hop.verdict);
    expect(verdicts.includes("DNAT")).toBe(places.length > 0);
  }
});

test("a walk saved by the app is said to be that, and where it can be walked", async () => {
  const error = await failure(JSON.stringify({ format: "chainwalk", version: 1 }));
  expect(error.message).toMatch(/is a walk saved by the app; open it there/);
});

test("a file that is not there is a sentence and exit code 1, no file a usage and 2", async () => {
  const terminal = { out: () => undefined, error: () => undefined };
  await expect(walk.run(["/nowhere/at/all"], terminal)).rejects.toMatchObject({ exitCode: 1 });
  await expect(walk.run([], terminal)).rejects.toMatchObject({ exitCode: 2 });
  await expect(walk.run(["a", "b"], terminal)).rejects.toMatchObject({ exitCode: 2 });
});

test("a case that cannot be built is answered with its error", async () => {
  const broken = { ...CASE, node: { ...CASE.node, routes: ["default via 192.0.2.1"] } };
  const [line] = await run(JSON.stringify(broken));
  expect(JSON.parse(line ?? "").error).toContain("default via 192.0.2.1");
});

test("--trace replays a kernel's trace on the rules, says where the two part, and wants both files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chainwalk-"));
  const [trace, rules] = [join(folder, "trace"), join(folder, "rules")];
  const packet = "IN=eth0 OUT= SRC=192.0.2.1 DST=10.0.0.10 TTL=64 ID=1 PROTO=TCP SPT=1 DPT=2 SYN";
  writeFileSync(trace, `TRACE: filter:INPUT:policy:2 ${packet}\n`);
  writeFileSync(rules, "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -j DROP\nCOMMIT\n");
  const lines: string[] = [];
  const terminal = { out: (line: string) => lines.push(line), error: () => undefined };
  expect(await walk.run(["--trace", trace, rules], terminal)).toBe(1);
  expect(JSON.parse(lines[0] ?? "").difference.engine).toMatchObject({
    ...{ table: "filter", chain: "INPUT", kind: "rule", ruleNumber: 1 },
  });
  await expect(walk.run(["--trace", trace], terminal)).rejects.toThrow("RULES");
});
