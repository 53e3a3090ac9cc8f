import { parseRuleset } from "@/engine";
import type { NodeSections } from "@/intake/node/groupSections";
import { type ReadSection, readNode } from "@/intake/node/readNode";
import { whyFailed } from "@/intake/node/sectionLines";
import type { ToldNode } from "@/intake/node/toldNode";
import { type ReadRules, readRules } from "@/intake/rules/readRules";
import { ruleNotes } from "@/intake/rules/ruleNotes";
import type { Section } from "@/intake/sections/section";
import { collectFacts, type DumpFacts } from "./dumpFacts";
import { RULE_KINDS } from "./ruleKinds";

/** What a section of the pasted text is and told. */
export interface SectionNote {
  /** `ip route show table all`, or the kind where no command is shown. */
  readonly what: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly told: string;
}

/** What the sections of one machine tell, its rules among it. */
export interface ReadMachine {
  readonly told: ToldNode;
  readonly rules: ReadRules;
  readonly ruleCount: number;
  readonly ruleNotes: readonly SectionNote[];
  readonly remarks: readonly string[];
  readonly facts: readonly DumpFacts[];
  readonly showsRules: boolean;
  readonly usesSets: boolean;
}

/** Reads the sections of one machine; `text` is what they stand in. Never throws. */
export function readMachine(
  text: string,
  { name, sections }: NodeSections & { readonly name: string },
): ReadMachine {
  const ofRules = sections.filter(({ kind }) => RULE_KINDS.has(kind));
  const { visitorOf, factsOf } = collectFacts();
  const rules = readRules(text, ofRules, { visitorOf });
  const [main, other] = withTablesFirst(rules.rulesets);
  const facts = rules.rulesets.map(factsOf);
  const all = <Item>(of: (fact: DumpFacts) => readonly Item[]) => [...new Set(facts.flatMap(of))];
  return {
    told: {
      name,
      reading: readNode(sections),
      rulesText: main?.text ?? "",
      rulesTextOfOtherFamily: other?.text,
      rules: {
        isIpv6: main?.ruleset.family === "IPv6",
        interfaces: all(({ interfaces }) => interfaces),
        addresses: all(({ addresses }) => addresses),
        pods: all(({ pods }) => pods),
      },
    },
    rules,
    ruleCount: rules.rulesets.reduce((sum, { ruleset }) => sum + countRules(ruleset), 0),
    ruleNotes: ofRules.map((section) =>
      noteOf({ section, told: toldByRules(section), unread: [] }),
    ),
    remarks: ruleNotes(
      sections,
      rules.rulesets.map(({ ruleset }) => ruleset),
    ),
    facts,
    showsRules: ofRules.some((section) => whyFailed(section) === undefined),
    usesSets: rules.rulesets.some(({ text }) => /--match-set |-j SET /.test(text)),
  };
}

/** A tool that has nothing to show may stand before the one that has, as ip6tables-save before iptables-legacy-save. */
function withTablesFirst(rulesets: ReadRules["rulesets"]): ReadRules["rulesets"] {
  const isEmpty = ({ ruleset }: (typeof rulesets)[number]) => Number(ruleset.tables.length === 0);
  return [...rulesets].sort((one, other) => isEmpty(one) - isEmpty(other));
}

function countRules({ tables }: ReadRules["rulesets"][number]["ruleset"]): number {
  return tables.reduce((sum, { size }) => sum + size.rules, 0);
}

function toldByRules(section: Section): string {
  const failed = whyFailed(section);
  if (failed !== undefined) return `nothing: ${failed}`;
  if (section.kind !== "iptables-save") return "rules";
  const { ruleset } = parseRuleset(section.text, { rules: "when asked" });
  const rules = countRules(ruleset);
  const tables = ruleset.tables.map((table) => table.name);
  if (tables.length === 0) return "no table";
  return `${rules.toLocaleString("en")} rules in ${tables.join(", ")}`;
}

/** A section as it is told of. */
export function noteOf({ section, told }: ReadSection): SectionNote {
  const { command, kind, firstLine, lastLine } = section;
  return { what: command?.text ?? kind, firstLine, lastLine, told };
}

/** What of the rules was assumed, lost or not understood, as sentences. */
export function problemsOf({ diagnostics, unknown, lost, assumed }: ReadRules): readonly string[] {
  return [
    ...assumed,
    ...new Set(lost.map(({ what }) => what)),
    ...diagnostics.map(({ at, why }) => `Line ${at.line}: ${why}`),
    ...unknown.map(({ line, why }) => `Line ${line}: ${why}`),
  ];
}
