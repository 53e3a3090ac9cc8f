import { generateRuleset, type VersionChange, versionChanges } from "@/kubernetes";
import type { Cluster } from "./clusterEditing";
import { type DiffLine, foldDiff } from "./foldDiff";

type Version = Parameters<typeof versionChanges>[0];

/** In what the rules of a node differ between two versions of kube-proxy. */
export interface VersionDiff {
  readonly lines: readonly DiffLine[];
  readonly added: number;
  readonly removed: number;
  /** What changed in kube-proxy between the two, whether or not this cluster shows it. */
  readonly history: readonly VersionChange[];
}

export interface Versions {
  readonly from: Version;
  readonly to: Version;
}

/** Texts that differ in more lines than these are not told apart line by line: that would take minutes. */
const MOST_EDITS = 20_000;

/** Writes a node's rules for both versions and compares them. undefined when they differ in too many lines. */
export async function versionDiff(
  cluster: Cluster,
  node: string,
  { from, to }: Versions,
): Promise<VersionDiff | undefined> {
  const { diffArrays } = await import("diff");
  const linesOf = (version: Version) => {
    const settings = { ...cluster.settings.proxy, version };
    return generateRuleset(cluster, node, { settings }).text.split("\n").slice(0, -1);
  };
  const parts = diffArrays(linesOf(from), linesOf(to), { maxEditLength: MOST_EDITS });
  if (parts === undefined) return undefined;
  const lines = foldDiff(parts);
  const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return {
    lines,
    added: count("added"),
    removed: count("removed"),
    history: versionChanges(from, to),
  };
}
