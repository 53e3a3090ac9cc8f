import type { Cluster } from "../objects/cluster";
import type { Pod } from "../objects/pod";

/** The name of a pod among all hosts: its own, or `namespace/name` when something else is called the same. */
export function podHostName(cluster: Cluster, pod: Pick<Pod, "namespace" | "name">): string {
  const isTaken =
    namesOf(cluster.nodes).has(pod.name) ||
    namesOf(cluster.clients).has(pod.name) ||
    isInOtherNamespace(cluster.pods, pod);
  return isTaken ? `${pod.namespace}/${pod.name}` : pod.name;
}

/** By name: the namespace of the pods that have it; undefined for a name that pods of several namespaces have. */
type NamespaceOfName = ReadonlyMap<string, string | undefined>;

type Named = readonly { readonly name: string }[];

/** Made once for each list, since every pod of a large cluster asks. */
const named = new WeakMap<Named, ReadonlySet<string>>();

function namesOf(list: Named): ReadonlySet<string> {
  const names = named.get(list) ?? new Set(list.map(({ name }) => name));
  named.set(list, names);
  return names;
}

/** Made once for each list, too. */
const indexed = new WeakMap<readonly Pod[], NamespaceOfName>();

function isInOtherNamespace(
  pods: readonly Pod[],
  { namespace, name }: Pick<Pod, "namespace" | "name">,
): boolean {
  const namespaces = indexed.get(pods) ?? namespacesByName(pods);
  indexed.set(pods, namespaces);
  return namespaces.has(name) && namespaces.get(name) !== namespace;
}

function namespacesByName(pods: readonly Pod[]): NamespaceOfName {
  const namespaces = new Map<string, string | undefined>();
  for (const { namespace, name } of pods) {
    const isFirst = !namespaces.has(name);
    const isSame = isFirst || namespaces.get(name) === namespace;
    namespaces.set(name, isSame ? namespace : undefined);
  }
  return namespaces;
}
