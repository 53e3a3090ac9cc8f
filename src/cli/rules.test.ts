import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rules } from "./rules";

const CLUSTER = `
kind: Node
metadata: {name: one}
spec: {podCIDR: 10.244.0.0/24}
status: {addresses: [{type: InternalIP, address: 192.168.1.10}]}
---
kind: Pod
metadata: {name: a, labels: {app: web}}
spec: {nodeName: one}
status: {podIP: 10.244.0.5}
---
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.0.9, selector: {app: web}, ports: [{port: 80}]}
`;
const META = { proxyConfig: { nodeName: "one", nodeIPs: ["192.168.1.10"], masqueradeBit: 15 } };

let folder = "";
let cluster = "";
let config = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rules-"));
  cluster = join(folder, "cluster.yaml");
  config = join(folder, "meta.json");
  await writeFile(cluster, CLUSTER);
  await writeFile(config, JSON.stringify(META));
});

afterEach(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exitCode = await rules.run(args, {
    out: (text) => void out.push(text),
    error: (line) => void errors.push(line),
  });
  return { exitCode, text: out.join("\n"), errors };
}

describe("one cluster", () => {
  test("is printed as iptables-save would", async () => {
    const { exitCode, text, errors } = await run(
      cluster,
      "--config",
      config,
      "--kube-proxy",
      "1.30.3",
    );
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: [] });
    expect(text).toMatch(/^\*filter\n:INPUT ACCEPT \[0:0\]\n/);
    expect(text).toContain("-A KUBE-MARK-MASQ -j MARK --set-xmark 0x8000/0x8000");
    expect(text).toMatch(/\nCOMMIT$/);
  });

  test("is printed as kube-proxy's payload", async () => {
    const { text } = await run(
      cluster,
      "--config",
      config,
      "--kube-proxy",
      "1.30",
      "--as",
      "restore",
    );
    expect(text).toMatch(/^\*filter\n:KUBE-SERVICES - \[0:0\]\n/);
    expect(text).toContain("-m comment --comment default/web -s 10.244.0.5 -j KUBE-MARK-MASQ");
  });

  test("on a node that it does not have says so", async () => {
    await writeFile(config, JSON.stringify({ proxyConfig: { nodeName: "two" } }));
    const { exitCode, errors } = await run(cluster, "--config", config, "--kube-proxy", "1.30.3");
    expect(exitCode).toBe(0);
    expect(errors).toEqual([`${cluster}: no Node is called "two": no endpoint is local to it.`]);
  });
});

describe("what a user got wrong", () => {
  test.each([
    { args: () => [], code: 2, says: "a file with the cluster is missing" },
    { args: () => [cluster], code: 2, says: "--config is missing" },
    { args: () => [cluster, "--config", config], code: 2, says: "--kube-proxy is missing" },
    { args: () => [cluster, "--config"], code: 2, says: "--config needs a value" },
    { args: () => [cluster, "--nonsense"], code: 2, says: "unknown option --nonsense" },
    { args: () => [cluster, "--list", "x"], code: 2, says: "--list stands alone" },
    {
      args: () => [cluster, "--config", config, "--kube-proxy", "1.30", "--as", "json"],
      code: 2,
      says: "--as json is not known: use save or restore",
    },
    {
      args: () => [`${cluster}x`, "--config", config, "--kube-proxy", "1.30"],
      code: 1,
      says: "there is no such file",
    },
    {
      args: () => [cluster, "--config", cluster, "--kube-proxy", "1.30"],
      code: 1,
      says: "is not JSON",
    },
    {
      args: () => [cluster, "--config", config, "--kube-proxy", "1.17.2"],
      code: 1,
      says: "1.17.2 is not built yet",
    },
    {
      args: () => [cluster, "--config", config, "--kube-proxy", "1.30", "--mode", "nftables"],
      code: 1,
      says: "nftables is not built yet",
    },
  ])("$says: exit code $code", async ({ args, code, says }) => {
    await expect(run(...args())).rejects.toMatchObject({
      exitCode: code,
      message: expect.stringContaining(says),
    });
  });
});

test("a list writes every job that can be done, and says which could not", async () => {
  const list = join(folder, "jobs.jsonl");
  const out = join(folder, "out.save");
  const job = { cluster, config, kubeProxy: "1.30.3", mode: "iptables", as: "save", out };
  const lines = [
    JSON.stringify(job),
    "",
    JSON.stringify({ ...job, mode: "ipvs" }),
    "{",
    JSON.stringify({ ...job, out: undefined }),
  ];
  await writeFile(list, lines.join("\n"));
  const { exitCode, errors } = await run("--list", list);
  expect(exitCode).toBe(1);
  expect(await readFile(out, "utf8")).toMatch(/COMMIT\n$/);
  expect(errors).toHaveLength(3);
  expect(errors[0]).toBe(
    `${list}:3: Settings, mode: ipvs is not built yet. Built is the mode iptables.`,
  );
  expect(errors[1]).toContain(`${list}:4 is not JSON`);
  expect(errors[2]).toBe(`${list}:5: the job has no \`out\``);
});
