import {
  buildWorld,
  parseAddress,
  parseRuleset,
  printRuleset,
  type Ruleset,
  sendPacket,
} from "@/engine";
import { readNodes, tellsOfNodes } from "@/workers/nodesReading";
import { type ReadRules, readRules } from "../src/intake/rules/readRules";
import type { Section } from "../src/intake/sections/section";
import { seenCommand } from "../src/intake/sections/seenCommand";
import { splitSections } from "../src/intake/sections/splitSections";
import { misplacedLines } from "../src/intake/testing/judgeDump";
import { readTrace } from "../src/intake/traces/readTrace";

/** What came of an input: how much of it was read, and what must not have happened. */
export interface JudgedInput {
  readonly rules: number;
  readonly packets: number;
  readonly problems: readonly string[];
}

/** Reads any text in every way that a paste is read, walks one packet, and says what is wrong with that. Never throws. */
export function judgeInput(text: string): JudgedInput {
  try {
    const sections = splitSections(text);
    const read = readRules(text, sections);
    readTrace(sections);
    if (tellsOfNodes(text)) readNodes(text);
    const rulesets = read.rulesets.map(({ ruleset }) => ruleset);
    return {
      rules: rulesets.flatMap(({ tables }) => tables.flatMap(lengths)).reduce((a, b) => a + b, 0),
      packets: rulesets.filter(walks).length,
      problems: [
        ...uncoveredLines(text, sections),
        ...misplaced(text, sections, read),
        ...rulesets.flatMap(changedByPrinting),
      ],
    };
  } catch (failure) {
    const words = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    return { rules: 0, packets: 0, problems: [`it throws: ${words}`] };
  }
}

function lengths({ chains }: Ruleset["tables"][number]): readonly number[] {
  return chains.map(({ length }) => length);
}

/** Every line stands in exactly one section. */
function uncoveredLines(text: string, sections: readonly Section[]): readonly string[] {
  let next = 1;
  for (const { firstLine, lastLine } of sections) {
    if (firstLine !== next || lastLine < firstLine)
      return [`a section from line ${firstLine} to ${lastLine} comes where line ${next} is due`];
    next = lastLine + 1;
  }
  const lines = text === "" ? 0 : text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return next === lines + 1 ? [] : [`sections end with line ${next - 1} of ${lines}`];
}

/** Words that look like a rule in the output of another tool are that tool's. */
const HOLDS_RULES: ReadonlySet<Section["kind"]> = new Set([
  ...(["iptables-save", "iptables-S", "iptables-L", "fragment", "script", "prose"] as const),
]);

function misplaced(text: string, sections: readonly Section[], read: ReadRules): readonly string[] {
  const others = sections.filter(
    ({ kind, command }) => !HOLDS_RULES.has(kind) || command !== undefined,
  );
  const lines = text.split("\n");
  return misplacedLines(text, read).flatMap(({ line, problem }) => {
    // A command is a head, and its words are none of its output; what stands behind its backslash is still its own.
    const isHead = seenCommand(lines[line - 1] ?? "") !== undefined;
    const isContinued = (lines[line - 2] ?? "").replace(/\r$/, "").endsWith("\\");
    const isOfOther = others.some(
      ({ firstLine, lastLine }) => line >= firstLine && line <= lastLine,
    );
    return isHead || isContinued || isOfOther ? [] : problem;
  });
}

/** Rules that are printed and read again are the same rules. */
function changedByPrinting(ruleset: Ruleset): readonly string[] {
  const { family } = ruleset;
  const once = printRuleset(ruleset);
  const twice = printRuleset(parseRuleset(once, { family }).ruleset);
  return once === twice
    ? []
    : [`printed and read again it is another text: ${firstLineApart(once, twice)}`];
}

function firstLineApart(one: string, other: string): string {
  const [ones, others] = [one.split("\n"), other.split("\n")];
  const at = ones.findIndex((line, index) => line !== others[index]);
  return `${JSON.stringify(ones[at])} became ${JSON.stringify(others[at])}`;
}

/** Sends a packet through a node with these rules; false when the kernel would not load them. */
function walks(rules: Ruleset): boolean {
  const isIpv6 = rules.family === "IPv6";
  const [own, other, bits] = isIpv6 ? ["fd00::1", "fd00::2", 64] : ["192.0.2.1", "192.0.2.2", 24];
  const { world, problems } = buildWorld({
    nodes: [
      {
        name: "node",
        rules,
        interfaces: [{ name: "eth0", network: "net", addresses: [`${own}/${bits}`] }],
        routes: [],
        sysctls: {},
        ipsets: [],
        unknown: { addresses: true, interfaces: true, routes: true, ipsets: true, programs: true },
      },
    ],
    hosts: [{ name: "client", network: "net", addresses: [other] }],
    conntrack: "auto",
  });
  const destination = parseAddress(own);
  if (problems.length > 0 || destination === undefined) return false;
  const packet = { from: "client", destination, protocol: 6, destinationPort: 80, replies: 0 };
  return sendPacket(world, packet, { kind: "seed", seed: 1 }).trace.turns.length > 0;
}
