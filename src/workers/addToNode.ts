import type { HostSpec, InterfaceSpec } from "@/engine";
import type { CollectedNode } from "@/intake/node/collectedNode";
import { hostsAround } from "@/intake/node/hostsAround";
import { nodesOfSections } from "@/intake/node/nodesOfSections";
import { type NodePart, printNode } from "@/intake/node/printNode";
import { namesOfAddresses, readKubectlTable } from "@/intake/node/readKubectlTable";
import { type NodeReading, readNode } from "@/intake/node/readNode";
import { whyFailed } from "@/intake/node/sectionLines";
import { whatIsMissing } from "@/intake/node/whatIsMissing";
import type { Section } from "@/intake/sections/section";
import { splitSections } from "@/intake/sections/splitSections";
import { hostsWith } from "./hostsWith";
import { noteOf, problemsOf, readMachine, type SectionNote } from "./readMachine";
import { RULE_KINDS } from "./ruleKinds";
import { shortened } from "./shortened";

/** A node that is known, who stands around it, and a text that tells more of it. */
export interface AdditionRequest {
  readonly node: CollectedNode;
  readonly hosts: readonly HostSpec[];
  readonly text: string;
}

/** The node with what the text tells, as plain data that a worker can hand over. */
export interface Addition {
  readonly node: CollectedNode;
  readonly hosts: readonly HostSpec[];
  /** What was put there without anything saying so. */
  readonly assumed: readonly string[];
  /** Section by section of the text, in its order. */
  readonly sections: readonly SectionNote[];
  /** What is still not known of the node. */
  readonly missing: readonly string[];
  readonly problems: readonly string[];
  /** Whether the text brought rules: then those of the node are others now. */
  readonly bringsRules: boolean;
}

/** A list that nobody reads to its end is not handed over whole. */
const MOST_LISTED = 200;

/**
 * Adds what a text tells of a node to what is known of it. What the text shows whole replaces what was there (interfaces,
 * a table of rules, a set); all else stays as it is. Never throws.
 */
export function addToNode({ node, hosts, text }: AdditionRequest): Addition {
  const given = splitSections(text);
  const tables = given.filter(({ kind }) => kind === "kubectl-table").map(readKubectlTable);
  const own = given.filter(({ kind }) => kind !== "kubectl-table" && kind !== "hostname");
  const bringsRules = own.some(
    (section) => RULE_KINDS.has(section.kind) && whyFailed(section) === undefined,
  );
  const pasted = readNode(own);
  const machine = readMachine(bringsRules ? text : node.rulesText, {
    name: node.name,
    sections: [...sectionsOf(node, pasted), ...own],
  });
  const { nodes } = nodesOfSections([machine.told], new Map());
  const merged = merge(node, nodes[0] ?? node, { pasted, bringsRules });
  const names = namesOfAddresses(tables.flatMap(({ rows }) => rows));
  const around = hostsAround([machine.told], [merged], names);
  const isNew = new Set(own);
  const notes = [
    ...machine.told.reading.sections.filter(({ section }) => isNew.has(section)).map(noteOf),
    ...own
      .filter(({ kind }) => RULE_KINDS.has(kind))
      .map((section) => noteOf({ section, told: "rules", unread: [] })),
  ];
  const unread = pasted.sections.flatMap((section) => section.unread);
  return {
    node: merged,
    hosts: hostsWith({ known: hosts, told: around.hosts, before: node, after: merged }),
    assumed: around.assumed,
    sections: notes.sort((one, other) => one.firstLine - other.firstLine),
    missing: whatIsMissing(machine.told, machine),
    problems: [
      ...unread.map(({ line, text: words }) => `Line ${line} is not understood: ${words.trim()}`),
      ...(bringsRules ? [...machine.remarks, ...problemsOf(machine.rules)] : []),
    ]
      .slice(0, MOST_LISTED)
      .map(shortened),
    bringsRules,
  };
}

/** What is known of the node and the text does not tell anew, as sections. */
function sectionsOf(node: CollectedNode, pasted: NodeReading): readonly Section[] {
  const parts = new Set<NodePart>(["name", "routes", "settings", "sets", "connections"]);
  if (pasted.links === undefined) parts.add("interfaces");
  if (pasted.routingRules === undefined) parts.add("routing rules");
  if (isUsual(node.sysctls)) parts.delete("settings");
  if (pasted.ipsets !== undefined || node.unknown.ipsets === true) parts.delete("sets");
  const other = node.rulesTextOfOtherFamily;
  return [
    ...splitSections(printNode(node, parts)),
    ...splitSections(node.rulesText),
    ...(other === undefined ? [] : splitSections(other)),
  ];
}

/** The settings that are taken for granted where none are known. */
function isUsual(sysctls: CollectedNode["sysctls"]): boolean {
  return Object.keys(sysctls).every(
    (path) => path.endsWith("forward") || path.endsWith("/all/forwarding"),
  );
}

interface Told {
  readonly pasted: NodeReading;
  readonly bringsRules: boolean;
}

/** Of `made`, what all of it together tells, only that is taken which the text has to do with. */
function merge(
  known: CollectedNode,
  made: CollectedNode,
  { pasted, bringsRules }: Told,
): CollectedNode {
  const tellsRouting = pasted.routes !== undefined || pasted.routingRules !== undefined;
  const { readRouting: _before, ...rest } = known;
  return {
    ...rest,
    ...(bringsRules
      ? { rulesText: made.rulesText, rulesTextOfOtherFamily: made.rulesTextOfOtherFamily }
      : {}),
    interfaces:
      pasted.links === undefined
        ? known.interfaces
        : withNetworks(made.interfaces, known.interfaces),
    routes: routesOf(known, made, pasted),
    ...(pasted.routingRules === undefined ? {} : { routingRules: made.routingRules }),
    sysctls: { ...known.sysctls, ...pasted.sysctls },
    ipsets: setsOf(known, pasted),
    ...(pasted.connections === undefined
      ? {}
      : { connections: [...new Set([...(known.connections ?? []), ...pasted.connections])] }),
    unknown: {
      ...known.unknown,
      ...(pasted.showsAddresses ? { addresses: false } : {}),
      ...(pasted.links === undefined ? {} : { interfaces: false }),
      ...(tellsRouting ? { routes: made.unknown.routes === true } : {}),
      ...(pasted.ipsets === undefined ? {} : { ipsets: pasted.ipsets.withoutMembers.length > 0 }),
      ...(bringsRules ? { rules: made.unknown.rules === true } : {}),
    },
    ...(made.readRouting === undefined ? {} : { readRouting: made.readRouting }),
  };
}

/** An interface stays plugged in where it was. */
function withNetworks(
  made: readonly InterfaceSpec[],
  known: readonly InterfaceSpec[],
): readonly InterfaceSpec[] {
  return made.map((port) => {
    const before = known.find(({ name }) => name === port.name);
    return before === undefined ? port : { ...port, network: before.network };
  });
}

/** The route that was assumed goes when routes are told, or the interface that it leads to turns out to be another. */
function routesOf(
  known: CollectedNode,
  made: CollectedNode,
  pasted: NodeReading,
): readonly string[] {
  const isAssumed =
    known.unknown.routes === true &&
    known.readRouting?.routes === undefined &&
    known.routes.every((route) => ASSUMED_ROUTE.test(route));
  if (isAssumed && (pasted.routes !== undefined || pasted.links !== undefined)) return made.routes;
  if (pasted.routes === undefined) return known.routes;
  return [...new Set([...known.routes, ...made.routes])];
}

const ASSUMED_ROUTE = /^(?:-6 )?default dev \S+$/;

/** A set that the text shows is as it shows it. */
function setsOf({ ipsets }: CollectedNode, pasted: NodeReading): readonly string[] {
  const lines = pasted.ipsets?.lines ?? [];
  const nameOf = (line: string) => line.split(" ", 2)[1];
  const shown = new Set(lines.map(nameOf));
  return [...ipsets.filter((line) => !shown.has(nameOf(line))), ...lines];
}
