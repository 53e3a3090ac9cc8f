import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { splitSections } from "@/intake/sections/splitSections";
import { readNodes } from "@/workers/nodesReading";
import { COLLECTOR_LINE } from "./collectorLine";

test("any shell runs the line without root, and each output is told for what it is", {
  timeout: 60_000,
}, () => {
  // A PATH without sudo and kubectl: nothing is asked for, and nothing beyond this machine.
  const text = execFileSync("/bin/sh", ["-c", COLLECTOR_LINE], {
    encoding: "utf8",
    env: { PATH: "/nowhere" },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const sections = splitSections(text);
  expect(sections.map(({ kind }) => kind)).toEqual([
    "hostname",
    "ip-addr",
    "ip-route",
    "ip-route",
    "ip-rule",
    "ip-rule",
    "sysctl",
    "iptables-save",
    "iptables-save",
    "ipset-save",
    "conntrack",
    "conntrack",
    "ipvsadm",
    "kubectl-table",
  ]);
  expect(sections.every(({ command }) => command?.isCollected === true)).toBe(true);
});

test("the README shows the same line", () => {
  expect(readFileSync("README.md", "utf8")).toContain(COLLECTOR_LINE);
});

test("a tool that is not there is said to be missing, and what it would tell stays unknown", () => {
  const text =
    "### chainwalk: hostname\na\n### chainwalk: ip -d addr show\n1: eth0: <UP> mtu 1500\n### chainwalk: ipset save\n# not installed\n";
  const { nodes, sections } = readNodes(text);
  expect(nodes[0]?.unknown.ipsets).toBe(true);
  expect(sections.find(({ what }) => what === "ipset save")?.told).toBe("nothing: not installed");
});
