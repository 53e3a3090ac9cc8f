import { printRuleset, type Ruleset } from "@/engine";
import { type ReadRules, readRules } from "../rules/readRules";
import { splitSections } from "../sections/splitSections";

/** What was read of a dump, and what is wrong with that. */
export interface JudgedDump {
  /** Of the sections that are not words, each once. */
  readonly kinds: readonly string[];
  readonly rules: number;
  readonly unknown: number;
  readonly passedOver: number;
  /** Lines that stand nowhere or twice; rules that differ from those wanted. */
  readonly problems: readonly string[];
}

const RULE = /^\s*(?:\S*[$%>#]\s+)?(?:\[\d+:\d+\]\s*)?-[AI]\s+\S+\s+(?:-{1,2}[a-z]|!)/i;
const COMMAND = /^\s*(?:sudo\s+)?ip6?tables\S*\s(?:.*\s)?-[AI]\s+\S+\s+(?:-{1,2}[a-z]|!|\d)/;
const ROW =
  /^\s*(?:\d+\s+)?(?:\d+[KMG]?\s+\d+[KMG]?\s+)?(?:\S+\s+)?!?(?:all|tcp|udp|icmp|icmpv6|ipv6-icmp|\d{1,3})\s+(?:(?:--|-f|!f)\s+\S+\s+\S|\s{2,}(?:\S+\s+\S+\s+)?[\da-f:]+\/\d+\s+[\da-f:]+\/\d+)/;

/**
 * Reads a dump and looks whether each line that looks like a rule or a listing's row stands once in rules, unknown or
 * passedOver; and, with what `iptables-save` made of it, whether the rules are those, chain by chain.
 */
export function judgeDump(text: string, normalised?: string): JudgedDump {
  const sections = splitSections(text);
  const read = readRules(text, sections);
  const kinds = new Set(sections.map(({ kind }) => kind));
  kinds.delete("prose");
  return {
    kinds: [...kinds],
    rules: read.rulesets.reduce((sum, { ruleset }) => sum + rulesIn(ruleset).length, 0),
    unknown: read.unknown.length,
    passedOver: read.passedOver.length,
    problems: [
      ...misplacedLines(text, read).map(({ problem }) => problem),
      ...(normalised === undefined ? [] : differences(printed(read), normalised)),
    ],
  };
}

/** All rules of a paste as iptables-save prints them. */
export function printed({ rulesets }: Pick<ReadRules, "rulesets">): string {
  return rulesets.map(({ ruleset }) => printRuleset(ruleset)).join("");
}

/** The lines that look like a rule or a row and stand nowhere or twice. */
export function misplacedLines(
  text: string,
  read: ReadRules,
): readonly { readonly line: number; readonly problem: string }[] {
  const rules = new Set(
    read.rulesets.flatMap(({ ruleset, pastedLine }) =>
      rulesIn(ruleset).map(({ line }) => pastedLine(line)),
    ),
  );
  const unknown = new Set(read.unknown.map(({ line }) => line));
  const passedOver = countLines(read.passedOver);
  return text.split("\n").flatMap((words, index) => {
    const line = index + 1;
    if (!RULE.test(words) && !COMMAND.test(words) && !ROW.test(words)) return [];
    // A rule that is not understood is among the rules as well, unless nobody knows whose it is.
    const places = (rules.has(line) || unknown.has(line) ? 1 : 0) + (passedOver.get(line) ?? 0);
    const problem = `line ${line} stands in ${places} places: ${words.trim()}`;
    return places === 1 ? [] : [{ line, problem }];
  });
}

function countLines(listed: readonly { readonly line: number }[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { line } of listed) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function rulesIn({ tables }: Ruleset) {
  return tables.flatMap(({ chains }) =>
    chains.flatMap((chain) =>
      Array.from({ length: chain.length }, (_, index) => chain.rule(index + 1)),
    ),
  );
}

/** Where the rules of two save texts differ, chain by chain and in order; counters and comments do not count. */
export function differences(one: string, wanted: string): readonly string[] {
  const [own, other] = [rulesByChain(one), rulesByChain(wanted)];
  return [...new Set([...own.keys(), ...other.keys()])].flatMap((place) => {
    const [mine = [], theirs = []] = [own.get(place), other.get(place)];
    const longest = Math.max(mine.length, theirs.length);
    return Array.from({ length: longest }, (_, at) =>
      mine[at] === theirs[at] ? [] : [`${place} ${at + 1}: ${mine[at]}, wanted ${theirs[at]}`],
    ).flat();
  });
}

function rulesByChain(text: string): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, string[]>();
  let table = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("*")) table = line;
    const [, rule, chain] = /^(?:\[\d+:\d+\] )?(-A (\S+).*)$/.exec(line) ?? [];
    if (rule === undefined) continue;
    const place = `${table} ${chain}`;
    chains.set(place, [...(chains.get(place) ?? []), rule]);
  }
  return chains;
}
