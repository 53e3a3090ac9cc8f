import { featuresOf, HISTORY, type KubeProxyVersion } from "./features";

/** Something that one version does and the other does not. */
export interface VersionChange {
  readonly name: string;
  /** Whether the version that is gone to does it; else the one that is come from. */
  readonly isGained: boolean;
  /** One sentence of history. */
  readonly history: string;
}

/** In what the rules of two versions can differ, in the order of the history. */
export function versionChanges(
  from: KubeProxyVersion,
  to: KubeProxyVersion,
): readonly VersionChange[] {
  const before = featuresOf(from);
  const after = featuresOf(to);
  const names = Object.keys(HISTORY) as (keyof typeof HISTORY)[];
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, isGained: after[name], history: HISTORY[name].history }));
}
