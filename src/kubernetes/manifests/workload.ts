import type { Labels } from "../objects/labels";
import type { Pod } from "../objects/pod";
import type { Fields } from "./fields";
import { readPodTemplate } from "./readPod";

/** What makes pods: their number and what each looks like. */
export const WORKLOAD_KINDS = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

export interface Workload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  /** undefined for a DaemonSet: one pod on each node. */
  readonly replicas: number | undefined;
  readonly selector: Labels;
  /** The node that the template asks for by name; "" when it does not. */
  readonly nodeName: string;
  readonly template: Pick<Pod, "labels" | "isHostNetwork" | "containerPorts">;
  /** Whether another object makes its pods, as a Deployment does for a ReplicaSet. */
  readonly isOwned: boolean;
}

/** Higher numbers of replicas are cut down to this, and that is said. */
const MAX_WORKLOAD_REPLICAS = 1000;

export function readWorkload(manifest: Fields, kind: WorkloadKind): Workload {
  const metadata = manifest.fields("metadata");
  const spec = manifest.fields("spec");
  const template = spec.fields("template");
  return {
    kind,
    namespace: metadata.text("namespace") ?? "default",
    name: metadata.text("name") ?? "",
    replicas: kind === "DaemonSet" ? undefined : readReplicas(spec),
    selector: spec.fields("selector").labels("matchLabels"),
    nodeName: template.fields("spec").text("nodeName") ?? "",
    template: readPodTemplate(template),
    isOwned: metadata.fieldsList("ownerReferences").some((owner) => owner.flag("controller")),
  };
}

function readReplicas(spec: Fields): number {
  const replicas = spec.wholeNumber("replicas") ?? 1;
  if (replicas < 0) {
    spec.report("replicas", "is negative", "write 0 or more");
    return 0;
  }
  if (replicas > MAX_WORKLOAD_REPLICAS) {
    spec.report("replicas", "is too many", `the first ${MAX_WORKLOAD_REPLICAS} pods are made`);
    return MAX_WORKLOAD_REPLICAS;
  }
  return replicas;
}
