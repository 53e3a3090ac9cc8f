import { type Labels, selects } from "./labels";
import type { Pod } from "./pod";

const indexed = new WeakMap<readonly Pod[], ReadonlyMap<string, readonly Pod[]>>();

/** The pods of a namespace that a selector selects, in order. Indexed once for each list: many Services ask. */
export function findPods(
  pods: readonly Pod[],
  namespace: string,
  selector: Labels | undefined,
): readonly Pod[] {
  const index = indexed.get(pods) ?? indexPods(pods);
  indexed.set(pods, index);
  const candidates = Object.entries(selector ?? {}).map(
    ([key, value]) => index.get(labelKey(namespace, key, value)) ?? [],
  );
  const fewest = candidates.reduce<readonly Pod[] | undefined>(
    (least, some) => (least === undefined || some.length < least.length ? some : least),
    undefined,
  );
  return (fewest ?? []).filter((pod) => selects(selector, pod.labels));
}

function indexPods(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const index = new Map<string, Pod[]>();
  for (const pod of pods) {
    for (const [key, value] of Object.entries(pod.labels)) {
      const place = labelKey(pod.namespace, key, value);
      const others = index.get(place);
      if (others === undefined) index.set(place, [pod]);
      else others.push(pod);
    }
  }
  return index;
}

/** Neither namespaces nor label keys hold a space. */
function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace} ${key} ${value}`;
}
