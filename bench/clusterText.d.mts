/** A manifest as `kubectl get -o json` lists it. */
type Item = Readonly<Record<string, unknown>>;

export function clusterItems(size: {
  readonly services: number;
  readonly endpoints: number;
}): readonly Item[];
export function jsonOf(items: readonly Item[]): string;
export function yamlOf(items: readonly Item[]): string;
