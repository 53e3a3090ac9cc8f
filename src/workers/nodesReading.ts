import type { HostSpec } from "@/engine";
import type { CollectedNode } from "@/intake/node/collectedNode";
import { groupSections, type NodeSections } from "@/intake/node/groupSections";
import { nodesOfSections } from "@/intake/node/nodesOfSections";
import { namesOfAddresses, readKubectlTable } from "@/intake/node/readKubectlTable";
import { whatIsMissing } from "@/intake/node/whatIsMissing";
import { splitSections } from "@/intake/sections/splitSections";
import type { DumpFacts } from "./dumpFacts";
import { glanceAt } from "./glanceAt";
import { noteOf, problemsOf, readMachine, type SectionNote } from "./readMachine";
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

/** A list that nobody reads to its end is not handed over whole. */
const MOST_LISTED = 200;

/** Whether a text holds more than the rules of one node, as far as its beginning and end show: then it is for `readNodes`. */
export function tellsOfNodes(text: string): boolean {
  const { machines, tellsFacts } = glanceAt(text);
  return machines.size > 1 || tellsFacts;
}

/** Reads everything that a text tells about machines, their rules among it. Never throws. */
export function readNodes(text: string): NodesReading {
  const { nodes: groups, cluster } = groupSections(splitSections(text));
  const tables = cluster
    .filter(({ kind }) => kind === "kubectl-table")
    .map((section) => ({ section, ...readKubectlTable(section) }));
  const names = namesOfAddresses(tables.flatMap(({ rows }) => rows));
  const read = nameless(groups).map((group) => readMachine(text, group));
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
