import type { Section } from "../sections/section";

/** What was printed on one machine. */
export interface NodeSections {
  /** undefined where neither a prompt nor `hostname` tells it. */
  readonly name: string | undefined;
  readonly sections: readonly Section[];
}

export interface GroupedSections {
  /** In the order in which they appear; one without anything in it but words is not among them. */
  readonly nodes: readonly NodeSections[];
  /** What tells of the whole cluster. */
  readonly cluster: readonly Section[];
}

interface Group {
  name: string | undefined;
  readonly sections: Section[];
}

/**
 * Tells which section was printed on which machine: what `hostname` printed begins another one, and so does a prompt with
 * another name. A hostname with nothing behind it names what stands before it.
 */
export function groupSections(sections: readonly Section[]): GroupedSections {
  const groups: Group[] = [];
  let current: Group = { name: undefined, sections: [] };
  const turnTo = (name: string) => {
    if (current.name === undefined && !current.sections.some(isOfNode)) current.name = name;
    else if (current.name !== name) {
      if (!groups.includes(current)) groups.push(current);
      current = groups.find((group) => group.name === name) ?? { name, sections: [] };
    }
  };
  for (const [index, section] of sections.entries()) {
    if (isOfCluster(section)) continue;
    const name = nameIn(section);
    if (name !== undefined && isLast(sections, index)) current.name ??= name;
    else if (name !== undefined) turnTo(name);
    current.sections.push(section);
  }
  if (!groups.includes(current)) groups.push(current);
  return {
    nodes: groups.filter((group) => group.sections.some(isOfNode)),
    cluster: sections.filter(isOfCluster),
  };
}

/** The machine's name that a section tells: what `hostname` printed, or what the prompt says. */
function nameIn({ kind, text, command }: Section): string | undefined {
  if (kind !== "hostname") return command?.host;
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => /^[\w.-]+$/.test(line));
}

/** Whether nothing of a node stands between a `hostname` and the next, or the end. */
function isLast(sections: readonly Section[], index: number): boolean {
  if (sections[index]?.kind !== "hostname") return false;
  const next = sections.findIndex(({ kind }, at) => at > index && kind === "hostname");
  const own = sections.slice(index + 1, next < 0 ? undefined : next);
  return !own.some(isOfNode);
}

const CLUSTER_KINDS: ReadonlySet<Section["kind"]> = new Set([
  "kubectl-table",
  "kubernetes-yaml",
  "kubernetes-json",
]);

function isOfCluster({ kind }: Section): boolean {
  return CLUSTER_KINDS.has(kind);
}

function isOfNode({ kind }: Section): boolean {
  return kind !== "prose" && kind !== "hostname" && !CLUSTER_KINDS.has(kind);
}
