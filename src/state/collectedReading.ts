import type { WalkDocument } from "@/scenarios/walkDocument";
import type { NodesReading } from "@/workers/nodesReading";
import type { SectionNote } from "@/workers/readMachine";
import { collectedDocument } from "./collectedDocument";
import { readNodesAway } from "./readNodesAway";
import type { AwayOptions } from "./readRulesAway";

/** What was found, as the paste sheet shows it. */
export interface CollectedReading {
  readonly document: WalkDocument;
  readonly sentence: string;
  readonly facts: readonly string[];
  readonly sections: readonly string[];
  readonly missing: readonly string[];
  readonly problems: readonly string[];
}

interface CollectedRequest extends AwayOptions {
  readonly text: string;
  readonly fileName: string | undefined;
}

/** What the outputs of one or several machines describe; undefined when no machine is among them. */
export async function readCollected(
  request: CollectedRequest,
): Promise<CollectedReading | undefined> {
  const reading = await readNodesAway(request.text, request);
  const { nodes, rules, assumed, problems, sections, missing } = reading;
  if (nodes.length === 0) return undefined;
  const names = nodes.map(({ name }) => name).join(", ");
  return {
    document: collectedDocument(request.fileName ?? names, reading),
    sentence: `${nodes.length === 1 ? "A node" : `${nodes.length} nodes`}, ${names}: ${factsSentence(reading)}, ${count(rules, "rule")}.`,
    facts:
      assumed.length === 0
        ? []
        : [`Assumed, and to be corrected at the left: ${assumed.join(" ")}`],
    sections: sections.map(sectionSentence),
    missing,
    problems,
  };
}

function factsSentence({ nodes, hosts }: NodesReading): string {
  const interfaces = nodes.reduce((sum, node) => sum + node.interfaces.length, 0);
  const routes = nodes.reduce((sum, node) => sum + node.routes.length, 0);
  return `${count(interfaces, "interface")}, ${count(routes, "route")}, ${count(hosts.length, "host")} around`;
}

/** What stands where in a text and told what. */
export function sectionSentence({ what, firstLine, lastLine, told }: SectionNote): string {
  const lines = firstLine === lastLine ? `Line ${firstLine}` : `Lines ${firstLine}–${lastLine}`;
  return `${lines}, ${what}: ${told}.`;
}

function count(value: number, what: string): string {
  return `${value.toLocaleString("en")} ${what}${value === 1 ? "" : "s"}`;
}
