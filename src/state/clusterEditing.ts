import {
  addNode,
  addPod,
  addPort,
  addService,
  allocateLoadBalancerNodePorts,
  type CheckedField,
  type Cluster,
  checkClusterInSteps,
  checkField,
  type Node,
  type ObjectRef,
  type Pod,
  type PodName,
  type ProxySettings,
  printObjectRef,
  removeNode,
  removePod,
  removePort,
  removeService,
  type Service,
  type ServiceName,
  type ServicePort,
  scaleService,
  selectedPods,
  updateNode,
  updatePod,
  updatePort,
  updateService,
} from "@/kubernetes";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { followName } from "./followName";
import { remember } from "./remember";
import { Stepwise } from "./stepwise";
import { useStore } from "./store";

export {
  DEFAULT_AFFINITY_SECONDS,
  DETECT_LOCAL_MODES,
  type DetectLocalMode,
  KUBE_PROXY_VERSIONS,
  listedValues,
  MAX_REPLICAS,
  nodeRef,
  parseKubeProxyVersion,
  podRef,
  SERVICE_TYPES,
  serviceRef,
  settingsRef,
} from "@/kubernetes";
export type { CheckedField, Cluster, Node, ObjectRef, Pod, ProxySettings, Service, ServicePort };

/** The cluster of the document; undefined when its rules were pasted. */
export function useCluster(): Cluster | undefined {
  return useStore(({ document }) =>
    document.source.kind === "cluster" ? document.source.cluster : undefined,
  );
}

/** How many pods a Service selects. */
export function countPods(cluster: Cluster, service: Service): number {
  return selectedPods(cluster, service).length;
}

/** Why a text cannot be the value of an object's field, and what would be right; undefined when it can. */
export function fieldProblem(
  object: ObjectRef,
  field: CheckedField,
  text: string,
): string | undefined {
  const cluster = clusterOf(useStore.getState().document);
  if (cluster === undefined) return undefined;
  const problem = checkField(cluster, object, { field, value: text.trim() });
  if (problem?.severity !== "error") return undefined;
  return withoutPlace(problem.sentence, `${printObjectRef(object)}, ${field}: `);
}

/** Beside its field a sentence need not say which field it is about. */
function withoutPlace(sentence: string, place: string): string {
  return sentence.startsWith(place) ? sentence.slice(place.length) : sentence;
}

/** What Kubernetes would refuse in the cluster as a whole, and what is surprising in it. */
export function clusterProblems(cluster: Cluster): readonly string[] {
  return checkedCluster(cluster).result;
}

/** The same a piece at each step of the generator, so that `clusterProblems` finds it made. */
export function clusterProblemsInSteps(cluster: Cluster): Generator<undefined, void, undefined> {
  return checkedCluster(cluster).steps();
}

const checkedCluster = remember((cluster: Cluster) => new Stepwise(problemSentences(cluster)), 2);

function* problemSentences(cluster: Cluster): Generator<undefined, readonly string[], undefined> {
  const problems = yield* checkClusterInSteps(cluster);
  return problems.map(({ sentence }) => sentence);
}

/** The edits of the cluster editor. Each is one step of undo; those that name a field join while it is typed into. */
export const clusterEditing = {
  addNode: () => change((cluster) => addNode(cluster)),
  removeNode: (name: string) => change((cluster) => removeNode(cluster, name)),
  updateNode(name: string, fields: Partial<Node>, index: number) {
    change((cluster) => updateNode(cluster, name, fields), `node ${index} ${keysOf(fields)}`);
    if (fields.name !== undefined) followName(name, fields.name);
  },
  /** kube-proxy's settings, on every node alike. */
  updateProxy: (fields: Partial<ProxySettings>) =>
    change(
      (cluster) => ({
        ...cluster,
        settings: { ...cluster.settings, proxy: { ...cluster.settings.proxy, ...fields } },
      }),
      `proxy ${keysOf(fields)}`,
    ),
  addPod: (nodeName: string) => change((cluster) => addPod(cluster, { nodeName })),
  removePod: (pod: PodName) => change((cluster) => removePod(cluster, pod)),
  updatePod(pod: PodName, fields: Partial<Pod>, index: number) {
    change((cluster) => updatePod(cluster, pod, fields), `pod ${index} ${keysOf(fields)}`);
    if (fields.name !== undefined) followName(pod.name, fields.name);
  },
  addService() {
    change((cluster) => addService(cluster));
    const added = clusterOf(useStore.getState().document)?.services.at(-1);
    if (added !== undefined) useStore.getState().selection.selectService(serviceKey(added));
  },
  removeService: (service: ServiceName) => change((cluster) => removeService(cluster, service)),
  updateService(service: ServiceName, fields: Partial<Service>, index: number) {
    change(
      (cluster) => updateService(cluster, service, fields),
      `service ${index} ${keysOf(fields)}`,
    );
    useStore.getState().selection.selectService(serviceKey({ ...service, ...fields }));
  },
  allocateLoadBalancerNodePorts: (service: ServiceName, isAllocating: boolean) =>
    change((cluster) => allocateLoadBalancerNodePorts(cluster, service, isAllocating)),
  addPort: (service: ServiceName) => change((cluster) => addPort(cluster, service)),
  removePort: (service: ServiceName, index: number) =>
    change((cluster) => removePort(cluster, service, index)),
  updatePort: (service: ServiceName, index: number, fields: Partial<ServicePort>) =>
    change(
      (cluster) => updatePort(cluster, service, { index, fields }),
      `port ${serviceKey(service)} ${index} ${keysOf(fields)}`,
    ),
  scaleService: (service: ServiceName, replicas: number) =>
    change((cluster) => scaleService(cluster, service, replicas)),
};

/** How the selection names a Service. */
export function serviceKey({ namespace, name }: ServiceName): string {
  return `${namespace}/${name}`;
}

function change(edit: (cluster: Cluster) => Cluster, field?: string): void {
  const { document, editing } = useStore.getState();
  const cluster = clusterOf(document);
  if (cluster === undefined) return;
  editing.editDocument({ ...document, source: { kind: "cluster", cluster: edit(cluster) } }, field);
}

function clusterOf({ source }: WalkDocument): Cluster | undefined {
  return source.kind === "cluster" ? source.cluster : undefined;
}

function keysOf(fields: object): string {
  return Object.keys(fields).join(" ");
}
