import type { Family, PassedOver, UnknownRule } from "@/engine";
import { pastedLine, type Section } from "../sections/section";
import { chooseUnits } from "./chooseUnits";
import type { Loss } from "./convertedRules";
import { type OtherBackEnd, partBackEnds } from "./otherBackEnd";
import { familyOfSection, holdsRules, type RuleUnit, ruleUnits } from "./ruleUnits";

/** The rules of one family as a text that `parseRuleset` reads. */
export interface RulesText {
  readonly family: Family | undefined;
  readonly text: string;
  /** Whether it is the pasted text itself. */
  readonly isAsPasted: boolean;
  /** The line of the pasted text that one of its lines came from, both 1-based; 0 for none. */
  pastedLine(line: number): number;
}

/** The rules in a pasted text, whatever forms they stand in there. Line numbers are the pasted text's. */
export interface RuleSections {
  /** One for each family that is there; empty when no rules are. */
  readonly texts: readonly RulesText[];
  readonly lost: readonly Loss[];
  readonly unknown: readonly UnknownRule[];
  readonly passedOver: readonly PassedOver[];
  readonly assumed: readonly string[];
}

/**
 * Brings the rules of all sections into iptables-save's form. `text` is the pasted text: when one save text is all that it
 * holds it is taken as it is, however long.
 */
export function readRuleSections(text: string, given: readonly Section[]): RuleSections {
  const { read: sections, others } = partBackEnds(given);
  const saved = savedTexts(text, sections);
  const { units, passedOver } =
    saved === undefined ? chooseUnits(ruleUnits(sections)) : { units: [], passedOver: [] };
  const words = sections.filter((section) => !holdsRules(section)).flatMap(wordsOf);
  return {
    texts: (saved ?? textsOf(units)).map((one) => withOthers(one, others)),
    lost: units.flatMap(({ lost }) => lost),
    unknown: units.flatMap(({ unknown }) => unknown),
    passedOver: [
      ...words,
      ...passedOver,
      ...units.flatMap((unit) => unit.passedOver),
      ...others.flatMap(linesOf),
    ].sort((one, other) => one.line - other.line),
    assumed: [...units.flatMap(({ assumed }) => assumed), ...others.flatMap(saidOf)],
  };
}

/** The first line of a text tells what else is loaded on its node, for whoever judges the rules. */
function withOthers(read: RulesText, others: readonly OtherBackEnd[]): RulesText {
  const lines = others.flatMap(({ family, name, holds }) =>
    holds === undefined || family !== (read.family ?? "IPv4")
      ? []
      : [`# ${name} holds ${holds}, which are not here`],
  );
  if (lines.length === 0) return read;
  return {
    ...read,
    text: `${lines.join("\n")}\n${read.text}`,
    isAsPasted: false,
    pastedLine: (line) => (line <= lines.length ? 0 : read.pastedLine(line - lines.length)),
  };
}

function saidOf({ name, holds }: OtherBackEnd): readonly string[] {
  if (holds === undefined) return [];
  return [
    `${name} holds ${holds}. They are not walked: the kernel asks them as well, before or behind those that are.`,
  ];
}

function linesOf({ section, holds }: OtherBackEnd): readonly PassedOver[] {
  const why = holds === undefined ? "read already" : "of the other back end";
  return section.text.split("\n").flatMap((text, index) => {
    if (text.trim() === "") return [];
    return [{ line: pastedLine(section, index + 1), text: `${text} (${why})` }];
  });
}

/**
 * The texts of a paste whose rules are one save text for each family, as most that is collected: however long they are,
 * no line of them is looked at here. undefined for any other paste.
 */
function savedTexts(text: string, sections: readonly Section[]): readonly RulesText[] | undefined {
  const own = sections.filter(holdsRules);
  const families = new Set(own.map((section) => familyOfSection(section) ?? "IPv4"));
  if (own.some(({ kind }) => kind !== "iptables-save") || families.size < own.length)
    return undefined;
  const isAlone = !sections.some(
    ({ kind, text: words }) => kind !== "iptables-save" && words.trim() !== "",
  );
  return own.map((section) => {
    const isAsPasted = own.length === 1 && isAlone && isWholeText(section, text);
    return {
      family: isAsPasted ? undefined : familyOfSection(section),
      text: isAsPasted ? text : section.text,
      isAsPasted,
      pastedLine: (line) => (isAsPasted ? line : pastedLine(section, line)),
    };
  });
}

/** Whether nothing was taken away from its lines: the last line's break alone is not in it. */
function isWholeText(section: Section, text: string): boolean {
  return section.text.length >= text.trim().length && section.command === undefined;
}

function wordsOf({ kind, text, firstLine }: Section): readonly PassedOver[] {
  if (kind !== "prose") return [];
  return text
    .split("\n")
    .map((words, index) => ({ line: firstLine + index, text: words.replace(/\r$/, "") }))
    .filter(({ text: words }) => words.trim() !== "");
}

function textsOf(units: readonly RuleUnit[]): readonly RulesText[] {
  const families = new Set(units.flatMap(({ family }) => family ?? []));
  const [first, ...others] = families;
  const isOf = (family: Family | undefined) => (unit: RuleUnit) =>
    unit.lines.length > 0 && (unit.family ?? first) === family;
  return [first, ...others].flatMap((family) => {
    const own = units.filter(isOf(family));
    return own.length === 0 ? [] : [textOf(family, own)];
  });
}

function textOf(family: Family | undefined, units: readonly RuleUnit[]): RulesText {
  const lines: string[] = [];
  const origins: number[] = [];
  const add = (text: string, line: number) => {
    lines.push(text);
    origins.push(line);
  };
  for (const { table, lines: own, kind } of units) {
    // A save text brings its COMMIT along, or is told that it has none.
    if (table !== undefined)
      add(`*${table}`, (own[0]?.line ?? 1) - (kind === "iptables-save" ? 1 : 0));
    for (const { text, line } of own) add(text, line);
    if (table !== undefined && kind !== "iptables-save") add("COMMIT", 0);
  }
  return {
    family,
    text: `${lines.join("\n")}\n`,
    isAsPasted: false,
    pastedLine: (line) => origins[line - 1] ?? 0,
  };
}
