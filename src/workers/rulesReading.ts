import {
  type Diagnostic,
  emptyRuleset,
  type Family,
  type PassedOver,
  type Ruleset,
  type TableName,
  type UnknownRule,
} from "@/engine";
import { type ReadRules, readRules } from "@/intake/rules/readRules";
import { ruleNotes } from "@/intake/rules/ruleNotes";
import type { SectionKind } from "@/intake/sections/sectionKind";
import { splitSections } from "@/intake/sections/splitSections";
import { collectFacts, type DumpFacts } from "./dumpFacts";
import { shortened } from "./shortened";

/** What a text of rules holds, as plain data that a worker can hand over. */
export interface RulesReading {
  /** Whose rules they are; IPv4's where nothing in the text tells. */
  readonly family: Family;
  readonly tables: readonly TableName[];
  readonly chains: number;
  readonly rules: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The first of the rules with something unknown, and how many there are in all. */
  readonly unknown: readonly UnknownRule[];
  readonly unknownCount: number;
  /** The first of the lines that are neither rules nor comments, and how many there are in all. */
  readonly passedOver: readonly PassedOver[];
  readonly passedOverCount: number;
  readonly facts: DumpFacts;
  /** The kinds of section that the text has, words apart, each once. */
  readonly kinds: readonly SectionKind[];
  /** The rules in iptables-save's form; undefined when the text is that already. */
  readonly rulesText: string | undefined;
  /** The rules of the other family in the same form; undefined where there are none. */
  readonly rulesTextOfOtherFamily: string | undefined;
  /** How many rules of the other family there are besides; they are not in `rulesText`. */
  readonly rulesOfOtherFamily: number;
  /** What the form of the text does not show, what was assumed, and what else decides: sentences. */
  readonly remarks: readonly string[];
}

/** A list that nobody reads to its end is not handed over whole. */
const MOST_LISTED = 200;

/** A comment is no rule, and nobody has to look at it; iptables' own warnings are told. */
const COMMENT = /^\s*#(?!\s*Warning)/;
/** What ssh, sudo, script and watch say around an output. */
const TALK =
  /^(?:Warning: Permanently added |Connection to \S+ closed|Pseudo-terminal |Script (?:started|done)\b|Every [\d.]+s: |\[sudo\] |\S+'s password:|```)/;

/** Reads and checks every rule of a text, in whatever forms they stand there. */
export function readAllRules(
  text: string,
  onProgress?: (rulesChecked: number) => void,
): RulesReading {
  const sections = splitSections(text);
  const { visitorOf, factsOf } = collectFacts();
  const read = readRules(text, sections, {
    ...(onProgress === undefined ? {} : { onProgress }),
    visitorOf,
  });
  const { ruleset, others, ownText, otherText } = mainRuleset(read);
  const { diagnostics, unknown } = read;
  const passedOver = read.passedOver.filter(
    ({ text: line }) => !COMMENT.test(line) && !TALK.test(line),
  );
  return {
    family: ruleset.family,
    tables: ruleset.tables.map((table) => table.name),
    chains: ruleset.tables.reduce((sum, { size }) => sum + size.chains, 0),
    rules: countRules(ruleset),
    diagnostics: diagnostics.slice(0, MOST_LISTED).map((one) => ({
      ...one,
      text: shortened(one.text),
      why: shortened(one.why),
    })),
    unknown: unknown.slice(0, MOST_LISTED).map((one) => ({
      ...one,
      text: shortened(one.text),
      why: shortened(one.why),
    })),
    unknownCount: unknown.length,
    passedOver: passedOver
      .slice(0, MOST_LISTED)
      .map((one) => ({ ...one, text: shortened(one.text) })),
    passedOverCount: passedOver.length,
    facts: factsOf({ text: ownText, ruleset }),
    kinds: [...new Set(sections.map(({ kind }) => kind))].filter((kind) => kind !== "prose"),
    rulesText: ownText === "" || ownText === text ? undefined : ownText,
    rulesTextOfOtherFamily: otherText,
    rulesOfOtherFamily: others.reduce((sum, one) => sum + countRules(one), 0),
    remarks: [
      ...ruleNotes(
        sections,
        read.rulesets.map((one) => one.ruleset),
      ),
      ...read.assumed,
      ...new Set(read.lost.map(({ what }) => what)),
    ],
  };
}

/** Of two families the one with more rules. */
function mainRuleset({ rulesets }: ReadRules) {
  const [main, ...others] = [...rulesets].sort(
    (one, other) => countRules(other.ruleset) - countRules(one.ruleset),
  );
  return {
    ruleset: main?.ruleset ?? emptyRuleset("IPv4"),
    others: others.map(({ ruleset }) => ruleset),
    ownText: main?.text ?? "",
    otherText: others[0]?.text,
  };
}

function countRules({ tables }: Ruleset): number {
  return tables.reduce((sum, { size }) => sum + size.rules, 0);
}
