import { expect, test } from "vitest";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import { type ReplayedTrace, replayTrace } from "./replayTrace";
import { specOfRules } from "./specOfRules";

/** What was recorded by conformance/traces/record.py: the rules and the trace in one text, as somebody would paste them. */
const FILES = import.meta.glob<string>("../../../conformance/traces/*.txt", {
  query: "?raw",
  import: "default",
  eager: true,
});
const recorded = Object.entries(FILES).map(([path, text]) => ({
  name: path.slice(path.lastIndexOf("/") + 1, -".txt".length),
  text,
}));

function replay(text: string): ReplayedTrace {
  const sections = splitSections(text);
  const { rulesets } = readRules(text, sections);
  return replayTrace(readTrace(sections), specOfRules(rulesets.map(({ ruleset }) => ruleset)));
}

/** What is flagged, packet by packet. */
function flagged({ packets }: ReplayedTrace): readonly (readonly (string | undefined)[])[] {
  return packets.flatMap(({ difference, line }) =>
    difference === undefined ? [] : [[`line ${line}`, difference.sentence, difference.because]],
  );
}

test("a dozen cases were recorded, as the kernel logs them and as xtables-monitor prints them", () => {
  expect(recorded.filter(({ name }) => name.endsWith(".legacy"))).toHaveLength(12);
  expect(recorded.filter(({ name }) => name.endsWith(".nft"))).toHaveLength(12);
});

test.each(recorded)("nothing is flagged in what was recorded of $name", ({ text }) => {
  const replayed = replay(text);
  expect(replayed.packets.length).toBeGreaterThan(1);
  expect(flagged(replayed)).toEqual([]);
  // xtables-monitor shows neither protocol nor ports of an ICMP error.
  const unwalked = replayed.packets.filter(({ notWalked }) => notWalked !== undefined);
  expect(unwalked.every(({ packet }) => packet?.protocol === "")).toBe(true);
});

const kernelLogs = recorded.filter(({ name }) => name.endsWith(".legacy"));

/** Rules that packets were seen to match, and that decide something: each may be changed. */
const planted = kernelLogs.flatMap(({ name, text }) =>
  [...text.matchAll(/^-A (?!PREROUTING -j TRACE|OUTPUT -j TRACE).*--dport \d+.*$/gm)].map(
    ([rule]) => ({
      name,
      text,
      rule,
    }),
  ),
);

test.each(planted)("in $name a changed '$rule' is flagged where it was met", ({ text, rule }) => {
  const changed = text.replace(rule, rule.replace(/--dport \d+/, "--dport 59999"));
  const [, chain = ""] = /^-A (\S+)/.exec(rule) ?? [];
  const before = replay(text).packets;
  const wasMet = before.some(({ pairs }) =>
    pairs.some(({ hop }) => hop?.kind === "rule" && hop.chain === chain && isRule(text, hop, rule)),
  );
  const { packets } = replay(changed);
  const first = packets.find(({ difference }) => difference !== undefined)?.difference;
  expect(first !== undefined).toBe(wasMet);
  if (wasMet) expect([first?.step?.chain, first?.hop?.chain]).toContain(chain);
});

/** Whether a hop is at this rule of the text. */
function isRule(
  text: string,
  { table, chain, ruleNumber }: { table: string; chain: string; ruleNumber: number },
  rule: string,
): boolean {
  const [, rules = ""] = new RegExp(`^\\*${table}$([^]*?)^COMMIT$`, "m").exec(text) ?? [];
  return (
    rules.split("\n").filter((line) => line.startsWith(`-A ${chain} `))[ruleNumber - 1] === rule
  );
}
