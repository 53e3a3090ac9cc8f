import { groupSections } from "@/intake/node/groupSections";
import type { Section } from "@/intake/sections/section";
import { splitSections } from "@/intake/sections/splitSections";
import { CommandFailure } from "./command";

/** What a file shows of one machine. */
export interface FileNode {
  /** undefined where the file is not of several machines. */
  readonly name: string | undefined;
  readonly sections: readonly Section[];
}

/**
 * What a file shows, machine by machine, as the page reads it: a file that has rules of one alone is that one's whole. `picked` is
 * the name after `--node`; CommandFailure when there is none of that name.
 */
export function nodesIn(
  { file, text }: { readonly file: string; readonly text: string },
  picked: string | undefined,
): readonly FileNode[] {
  const sections = splitSections(text);
  const { nodes } = groupSections(sections);
  const named = nodes.map(({ name, sections: own }, at) => ({
    name: name ?? `node-${at + 1}`,
    sections: own,
  }));
  const isPicked = picked === undefined || named.some(({ name }) => name === picked);
  if (!isPicked) throw new CommandFailure(1, notThere(file, picked, nodes));
  if (named.filter(showsRules).length < 2) return [{ name: undefined, sections }];
  return picked === undefined ? named : named.filter(({ name }) => name === picked);
}

function notThere(
  file: string,
  picked: string | undefined,
  nodes: readonly { readonly name: string | undefined }[],
): string {
  const names = nodes.flatMap(({ name }) => name ?? []);
  const shown = names.length > 0 ? `there are ${names.join(", ")}` : "it names no node";
  return `${file} shows no node ${picked}: ${shown}`;
}

const OF_RULES: ReadonlySet<Section["kind"]> = new Set([
  ...(["iptables-save", "iptables-S", "iptables-L", "script"] as const),
]);

function showsRules({ sections }: FileNode): boolean {
  return sections.some(({ kind }) => OF_RULES.has(kind));
}

/** The words of a command without `--node NAME`, and that name. */
export function takeNode(args: readonly string[]): {
  readonly rest: readonly string[];
  readonly picked: string | undefined;
} {
  const at = args.indexOf("--node");
  if (at < 0) return { rest: args, picked: undefined };
  const picked = args[at + 1];
  if (picked === undefined) throw new CommandFailure(2, "--node wants a node's name");
  return { rest: args.toSpliced(at, 2), picked };
}
