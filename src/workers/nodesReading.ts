import { type HostSpec, parseRuleset } from "@/engine";
import type { CollectedNode } from "@/intake/node/collectedNode";
import { groupSections, type NodeSections } from "@/intake/node/groupSections";
import { nodesOfSections } from "@/intake/node/nodesOfSections";
import { namesOfAddresses, readKubectlTable } from "@/intake/node/readKubectlTable";
import { type ReadSection, readNode } from "@/intake/node/readNode";
import { whyFailed } from "@/intake/node/sectionLines";
import type { ToldNode } from "@/intake/node/toldNode";
import { whatIsMissing } from "@/intake/node/whatIsMissing";
import { type ReadRules, readRules } from "@/intake/rules/readRules";
import { ruleNotes } from "@/intake/rules/ruleNotes";
import type { Section } from "@/intake/sections/section";
import { splitSections } from "@/intake/sections/splitSections";
import { collectFacts, type DumpFacts } from "./dumpFacts";
import { shortened } from "./shortened";

/** What the outputs of one or several machines describe, as plain data that a worker can hand over. */
export interface NodesReading {
  readonly nodes: readonly CollectedNode[];
  readonly hosts: readonly HostSpec[];
  readonly assumed: readonly string[];
  /** Section by section, in the order of the text. */
  readonly sections: readonly SectionNote[];
  /** What is not known of which node, and what cannot be decided for want of it. */
  readonly missing: readonly string[];
  readonly problems: readonly string[];
  /** Of all nodes together. */
  readonly rules: number;
  readonly services: DumpFacts["services"];
}

/** What a section of the pasted text is and told. */
export interface SectionNote {
  /** `ip route show table all`, or the kind where no command is shown. */
  readonly what: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly told: string;
}

/** A list that nobody reads to its end is not handed over whole. */
const MOST_LISTED = 200;

/** What a text is shows at its ends. */
const LOOKED_AT = 200_000;

/** Whether a text holds more than the rules of one node, as far as its beginning and end show: then it is for `readNodes`. */
export function tellsOfNodes(text: string): boolean {
  const ends =
    text.length <= 2 * LOOKED_AT
      ? text
      : `${text.slice(0, LOOKED_AT)}\n${text.slice(text.length - LOOKED_AT)}`;
  const sections = splitSections(ends);
  const hosts = new Set(sections.flatMap(({ command }) => command?.host ?? []));
  return hosts.size > 1 || sections.some(isOfNode);
}

function isOfNode({ kind, command }: Section): boolean {
  return NODE_KINDS.has(kind) || command?.isCollected === true;
}

const NODE_KINDS: ReadonlySet<Section["kind"]> = new Set([
  "ip-addr",
  "ip-link",
  "ip-route",
  "ip-rule",
  "sysctl",
  "ipset-save",
  "ipset-list",
  "conntrack",
  "ipvsadm",
  "hostname",
  "kubectl-table",
]);

/** Reads everything that a text tells about machines, their rules among it. Never throws. */
export function readNodes(text: string): NodesReading {
  const { nodes: groups, cluster } = groupSections(splitSections(text));
  const tables = cluster
    .filter(({ kind }) => kind === "kubectl-table")
    .map((section) => ({ section, ...readKubectlTable(section) }));
  const names = namesOfAddresses(tables.flatMap(({ rows }) => rows));
  const read = nameless(groups).map((group) => readGroup(text, group));
  const world = nodesOfSections(
    read.map(({ told }) => told),
    names,
  );
  const notes = [
    ...read.flatMap((node) => [...node.told.reading.sections.map(noteOf), ...node.ruleNotes]),
    ...tables.map(({ section, rows, unread }) =>
      noteOf({ section, told: `${rows.length} rows`, unread }),
    ),
  ];
  const unread = [
    ...read.flatMap(({ told }) => told.reading.sections.flatMap((section) => section.unread)),
    ...tables.flatMap((table) => table.unread),
  ];
  return {
    ...world,
    sections: notes.sort((one, other) => one.firstLine - other.firstLine),
    missing: read.flatMap(({ told, showsRules, usesSets }) =>
      whatIsMissing(told, { showsRules, usesSets }),
    ),
    problems: [
      ...unread.map(({ line, text: words }) => `Line ${line} is not understood: ${words.trim()}`),
      ...read.flatMap(({ remarks, rules }) => [...remarks, ...problemsOf(rules)]),
    ]
      .slice(0, MOST_LISTED)
      .map(shortened),
    rules: read.reduce((sum, { ruleCount }) => sum + ruleCount, 0),
    services: read.flatMap(({ facts }) => facts.flatMap(({ services }) => services)),
  };
}

/** Names for those that the text does not name. */
function nameless(groups: readonly NodeSections[]): readonly (NodeSections & { name: string })[] {
  const taken = new Set(groups.map(({ name }) => name));
  return groups.map(({ name, sections }) => {
    let free = name ?? "node";
    for (let number = 2; name === undefined && taken.has(free); number++) free = `node-${number}`;
    taken.add(free);
    return { name: free, sections };
  });
}

interface ReadGroup {
  readonly told: ToldNode;
  readonly rules: ReadRules;
  readonly ruleCount: number;
  readonly ruleNotes: readonly SectionNote[];
  readonly remarks: readonly string[];
  readonly facts: readonly DumpFacts[];
  readonly showsRules: boolean;
  readonly usesSets: boolean;
}

const RULE_KINDS: ReadonlySet<Section["kind"]> = new Set([
  "iptables-save",
  "iptables-S",
  "iptables-L",
  "script",
  "fragment",
]);

function readGroup(text: string, { name, sections }: NodeSections & { name: string }): ReadGroup {
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

function noteOf({ section, told }: ReadSection): SectionNote {
  const { command, kind, firstLine, lastLine } = section;
  return { what: command?.text ?? kind, firstLine, lastLine, told };
}

function problemsOf({ diagnostics, unknown, lost, assumed }: ReadRules): readonly string[] {
  return [
    ...assumed,
    ...new Set(lost.map(({ what }) => what)),
    ...diagnostics.map(({ at, why }) => `Line ${at.line}: ${why}`),
    ...unknown.map(({ line, why }) => `Line ${line}: ${why}`),
  ];
}
