import type { Match } from "../matches";
import type { MatchExtension, WrittenOption } from "../matches/matchExtension";
import { findOption } from "../matches/writtenOptions";
import type { Family } from "../net/family";
import type { TableName } from "../net/hook";
import { type MaskedAddress, prefixBits } from "../net/prefix";
import type { Target } from "../targets";
import { readRuleWords } from "./readRuleWords";
import type { AddressTest, Counters, Jump, Rule } from "./rule";
import {
  type AddressList,
  complain,
  type MatchDraft,
  newDraft,
  type RuleDraft,
  type TargetDraft,
} from "./ruleDraft";
import { splitWords, type Word } from "./splitWords";
import { whyMatchNotHere } from "./whyMatchNotHere";
import { whyNotHere } from "./whyNotHere";

/** A line that holds one rule, and what has to be known to read it. */
export interface RuleLine {
  /** The whole line, without its line break. */
  readonly text: string;
  /** Where `-A` or `-I` begins, 0-based, in UTF-16 units. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  readonly table: TableName;
  /** Whether it is a rule of iptables or of ip6tables. */
  readonly family: Family;
  readonly counters: Counters | undefined;
  /** Whether the table has a chain of this name. */
  readonly hasChain: (name: string) => boolean;
  /** Whether it stands under no `*table`, so that the text need not show all chains, nor the right table. */
  readonly isFragment: boolean;
}

/**
 * Reads `-A CHAIN …` or `-I CHAIN [n] …`. Several addresses after `-s` or `-d` make several rules, sources
 * before destinations; else it is one. What is not known is in `unknown`, and the rest is read all the same.
 * Source: iptables 1.8.9 iptables/xshared.c, do_parse.
 */
export function parseRule(line: RuleLine): readonly Rule[] {
  const words = splitWords(line.text, line.offset, MOST_WORDS + 1);
  const hasPosition = words[0]?.text === "-I" && /^\d+$/.test(words[2]?.text ?? "");
  const { family, hasChain } = line;
  const draft = newDraft(words, { at: hasPosition ? 3 : 2, family, hasChain });
  if (words.length > MOST_WORDS) refuseLength(draft);
  else readRuleWords(draft);
  checkInterfaces(draft, words[1]?.text ?? "");
  const matches = finishMatches(draft, line);
  const target = finishTarget(draft);
  checkPlace(draft, line, { target, matches });
  const isOne = countAddresses(draft) === 1;
  const rule: Rule = {
    source: isOne ? firstTest(draft.source) : undefined,
    destination: isOne ? firstTest(draft.destination) : undefined,
    inInterface: draft.inInterface,
    outInterface: draft.outInterface,
    protocol: draft.protocol,
    fragment: draft.fragment,
    matches,
    target,
    counters: draft.counters ?? line.counters,
    unknown: draft.unknown,
    text: withoutLastBlanks(line.text.slice(line.offset)),
    line: line.line,
  };
  return isOne || draft.unknown !== undefined ? [rule] : expandAddresses(rule, draft);
}

/** Blanks alone: what else looks like one belongs to a word, and all does behind a quote that is not closed. */
function withoutLastBlanks(text: string): string {
  let end = text.length;
  if (text[end - 1] !== " " && text[end - 1] !== "\t") return text;
  if (text.split('"').length % 2 === 0) return text;
  while (text[end - 1] === " " || text[end - 1] === "\t") end--;
  // Behind a carriage return they keep it from being the line's end.
  return text[end - 1] === "\r" ? text : text.slice(0, end);
}

/** Source: iptables 1.8.9 iptables/xshared.h, MAX_ARGC, less what iptables-restore puts before a rule. */
const MOST_WORDS = 251;

function refuseLength(draft: RuleDraft): void {
  complain(draft, {
    kind: "other",
    name: `a rule of more than ${MOST_WORDS} words`,
    word: draft.words[MOST_WORDS],
    why: `the line goes on after ${MOST_WORDS} words, and iptables-restore takes no more: it is kept and not read`,
  });
}

/** A base chain sees packets before or after an interface is known. */
function checkInterfaces(draft: RuleDraft, chain: string): void {
  const isBefore = chain === "INPUT" || chain === "PREROUTING";
  const isAfter = chain === "OUTPUT" || chain === "POSTROUTING";
  if (
    (isBefore && draft.outInterface !== undefined) ||
    (isAfter && draft.inInterface !== undefined)
  ) {
    const option = isBefore ? "-o" : "-i";
    complain(draft, {
      kind: "other",
      name: `${option} in ${chain}`,
      word: draft.words.find(({ text }) => text.startsWith(isBefore ? "-o" : "-i")),
      why: `a packet in ${chain} has no interface that ${option} could name`,
    });
  }
}

/**
 * The target has to be one for the rule's table and chain. Rules from several addresses are counted before the chains
 * are known, so of these a chain that is missing is not told here.
 */
function checkPlace(
  draft: RuleDraft,
  { table, isFragment, hasChain }: RuleLine,
  { target, matches }: Pick<Rule, "target" | "matches">,
): void {
  const why = whyNotHere(
    { target, matches, protocol: draft.protocol },
    {
      table: isFragment ? undefined : table,
      chain: draft.words[1]?.text ?? "",
      hasChain: countAddresses(draft) === 1 ? hasChain : undefined,
    },
  );
  if (why === undefined || target === undefined) return;
  const missing =
    "chain" in target && !hasChain(target.chain)
      ? ({ kind: "missing-chain", name: target.chain } as const)
      : ({ kind: "other", name: "where the target may stand" } as const);
  complain(draft, { ...missing, word: draft.target?.word ?? draft.jump?.word, why });
}

function finishMatches(draft: RuleDraft, { table, isFragment }: RuleLine): readonly Match[] {
  const protocol = plainProtocol(draft);
  const place = { table: isFragment ? undefined : table, chain: draft.words[1]?.text ?? "" };
  const matches: Match[] = [];
  for (const written of draft.matches) {
    const { extension, options } = written;
    if (!areOptionsWellFormed(draft, written, extension)) continue;
    const parsed = extension.parse(options, protocol, draft.family);
    const problem = parsed.ok ? whyMatchNotHere(parsed.value, place) : undefined;
    if (!parsed.ok) complainOf(draft, written, parsed);
    else if (problem !== undefined) complainOf(draft, written, { problem });
    else matches.push(parsed.value);
  }
  return matches;
}

function finishTarget(draft: RuleDraft): Target | Jump | undefined {
  const written = draft.target;
  if (written === undefined) return finishJump(draft);
  if (!areOptionsWellFormed(draft, written, { inverts: written.extension.inverts ?? [] }))
    return undefined;
  const parsed = written.extension.parse(written.options, draft.protocol?.number, draft.family);
  if (parsed.ok) return parsed.value;
  complainOf(draft, written, parsed);
  return undefined;
}

function finishJump(draft: RuleDraft): Jump | undefined {
  if (draft.jump === undefined) return undefined;
  const { word, isGoto } = draft.jump;
  return { target: isGoto ? "goto" : "jump", chain: word.text };
}

function plainProtocol({ protocol }: RuleDraft): number | undefined {
  return protocol === undefined || protocol.inverted ? undefined : protocol.number;
}

function areOptionsWellFormed(
  draft: RuleDraft,
  { options, word }: MatchDraft | TargetDraft,
  takes: OptionForms,
): boolean {
  for (const option of options) {
    const why = problemOf(option, options, takes);
    if (why === undefined) continue;
    const offending = wordAt(draft, option.column) ?? word;
    complain(draft, { kind: "other", name: `the option ${option.name}`, word: offending, why });
    return false;
  }
  return true;
}

/** Which options may be inverted, and which may stand more than once. */
type OptionForms = Pick<MatchExtension<Match>, "inverts" | "repeats">;
const NONE: readonly string[] = [];

function problemOf(
  option: WrittenOption,
  options: readonly WrittenOption[],
  { inverts, repeats = NONE }: OptionForms,
): string | undefined {
  const isFirst = options[0] === option || findOption(options, option.name) === option;
  if (!isFirst && !repeats.includes(option.name)) return `${option.name} may stand once`;
  if (option.inverted && !inverts.includes(option.name)) return `${option.name} takes no !`;
  return undefined;
}

function complainOf(
  draft: RuleDraft,
  { extension, word }: MatchDraft | TargetDraft,
  { problem, column }: { readonly problem: string; readonly column?: number },
): void {
  const at = wordAt(draft, column) ?? word;
  complain(draft, {
    kind: "other",
    name: `how ${extension.name} is meant`,
    word: at,
    why: problem,
  });
}

function wordAt({ words }: RuleDraft, column: number | undefined): Word | undefined {
  return words.find(({ offset }) => offset + 1 === column);
}

function expandAddresses(rule: Rule, draft: RuleDraft): readonly Rule[] {
  const rules: Rule[] = [];
  for (const source of testsOf(draft.source)) {
    for (const destination of testsOf(draft.destination)) {
      rules.push({ ...rule, source, destination });
    }
  }
  return rules;
}

function countAddresses({ source, destination }: RuleDraft): number {
  return (source?.addresses.length ?? 1) * (destination?.addresses.length ?? 1);
}

function testsOf(list: AddressList | undefined): readonly (AddressTest | undefined)[] {
  if (list === undefined) return [undefined];
  return list.addresses.map((address) => testOf(address, list.inverted));
}

function firstTest(list: AddressList | undefined): AddressTest | undefined {
  const first = list?.addresses[0];
  return list && first && testOf(first, list.inverted);
}

/** `0.0.0.0/0` is every address, and no test. */
function testOf({ address, mask }: MaskedAddress, inverted: boolean): AddressTest | undefined {
  if (prefixBits(mask) === 0 && !inverted) return undefined;
  return { address, mask, inverted };
}
