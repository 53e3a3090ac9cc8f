import type { Cluster } from "../objects/cluster";
import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import { completeCluster } from "./completeCluster";
import { ManifestSorter, type PassedOverObject } from "./manifestParts";
import { type OnManifestProgress, readDocuments } from "./readDocuments";
import type { IngressRoute } from "./readIngress";

/** What a text of manifests gave. */
export interface ManifestReading {
  readonly cluster: Cluster;
  /** What is wrong in the text; the rest was read all the same. */
  readonly problems: readonly ClusterProblem[];
  /** Objects that packets do not care about, and pods that have ended. */
  readonly passedOver: readonly PassedOverObject[];
  /** Who leads to whom, as the text's Ingresses say. */
  readonly ingresses: readonly IngressRoute[];
  /** Sentences about what the text does not tell and was taken instead. */
  readonly assumptions: readonly string[];
}

/**
 * Reads Kubernetes objects from YAML or JSON: what `kubectl get … -o yaml` prints, several documents, lists, and plain
 * manifests, whose pods and addresses are made up deterministically. Never rejects: bad input gives problems.
 */
export async function readManifests(
  text: string,
  onProgress?: OnManifestProgress,
): Promise<ManifestReading> {
  const sorter = new ManifestSorter();
  for await (const documents of readDocuments(text, onProgress)) sorter.add(documents);
  const parts = sorter.parts();
  const { cluster, assumptions } = completeCluster(parts);
  const problems = [...parts.problems];
  const isEmpty =
    parts.nodes.length + parts.pods.length + parts.services.length + parts.workloads.length === 0;
  if (isEmpty && problems.length === 0) problems.push(nothingFound());
  const { passedOver, ingresses } = parts;
  return { cluster, problems, passedOver, ingresses, assumptions };
}

function nothingFound(): ClusterProblem {
  return clusterProblem({
    object: undefined,
    field: "",
    found: "this text",
    why: "holds no Node, Pod, Service or workload",
    allowed: "paste what `kubectl get nodes,pods,svc,endpointslices -A -o yaml` prints",
  });
}
