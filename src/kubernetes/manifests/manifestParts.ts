import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import type { EndpointSlice } from "../objects/endpointSlice";
import type { Node } from "../objects/node";
import type { ObjectRef } from "../objects/objectRef";
import { OBJECT_KINDS, printObjectRef } from "../objects/objectRef";
import type { Pod } from "../objects/pod";
import type { Service } from "../objects/service";
import { Fields } from "./fields";
import type { ReadDocuments } from "./readDocuments";
import { readEndpointSlice } from "./readEndpointSlice";
import { readEndpoints } from "./readEndpoints";
import { type IngressRoute, readIngress } from "./readIngress";
import { readNode } from "./readNode";
import { readPod } from "./readPod";
import { readService } from "./readService";
import { readWorkload, WORKLOAD_KINDS, type Workload } from "./workload";

/** An object that plays no part in how packets go, or is not understood. */
export interface PassedOverObject {
  /** "" when the object does not say. */
  readonly kind: string;
  readonly name: string;
}

/** The objects of a text, as written: nothing invented yet. */
export interface ManifestParts {
  readonly nodes: Node[];
  readonly pods: Pod[];
  readonly services: Service[];
  /** Those of `services` that say `allocateLoadBalancerNodePorts: false`. */
  readonly withoutNodePorts: Service[];
  readonly endpointSlices: EndpointSlice[];
  /** What Endpoints objects say, as slices: taken for Services that have none. */
  readonly slicesOfEndpoints: EndpointSlice[];
  readonly ingresses: IngressRoute[];
  readonly workloads: Workload[];
  readonly passedOver: PassedOverObject[];
  readonly problems: ClusterProblem[];
}

/** Sorts objects by kind, document by document; lists are opened. An object that is wrong does not keep others from being read. */
export class ManifestSorter {
  readonly #parts: ManifestParts = {
    nodes: [],
    pods: [],
    services: [],
    withoutNodePorts: [],
    endpointSlices: [],
    slicesOfEndpoints: [],
    ingresses: [],
    workloads: [],
    passedOver: [],
    problems: [],
  };

  add({ values, problems }: ReadDocuments): void {
    addAll(this.#parts.problems, problems);
    for (const value of values) readObject(value, this.#parts, 0);
  }

  /** All that was added. */
  parts(): ManifestParts {
    const { nodes, pods, services, workloads } = this.#parts;
    const problems = [...this.#parts.problems];
    const once = <Item extends Named>(items: readonly Item[], kindOf: KindOf<Item>) =>
      lastOfEach(items, kindOf, problems);
    return {
      ...this.#parts,
      nodes: once(nodes, () => "Node"),
      pods: once(pods, () => "Pod"),
      services: once(services, () => "Service"),
      workloads: once(workloads, ({ kind }) => kind),
      endpointSlices: withEndpoints(this.#parts),
      problems,
    };
  }
}

interface Named {
  readonly namespace?: string;
  readonly name: string;
}

type KindOf<Item> = (item: Item) => ObjectRef["kind"];

/** Each object once: applied again, an object is what the last text says of it. */
function lastOfEach<Item extends Named>(
  items: readonly Item[],
  kindOf: KindOf<Item>,
  problems: ClusterProblem[],
): Item[] {
  const last = new Map<string, Item>();
  const again = new Map<string, ObjectRef>();
  for (const item of items) {
    const object = { kind: kindOf(item), namespace: item.namespace, name: item.name };
    const key = printObjectRef(object);
    if (last.has(key)) again.set(key, object);
    last.set(key, item);
  }
  for (const object of again.values()) problems.push(saidAgain(object));
  return [...last.values()];
}

function saidAgain(object: ObjectRef): ClusterProblem {
  return clusterProblem({
    severity: "warning",
    object,
    field: "",
    found: "",
    why: "stands in the text more than once",
    allowed: "the last is taken, as kubectl apply does",
  });
}

/** Where a cluster prints both, Endpoints only repeat the slices. */
function withEndpoints({ endpointSlices, slicesOfEndpoints }: ManifestParts): EndpointSlice[] {
  const labelOf = ({ namespace, serviceName }: EndpointSlice) => `${namespace}/${serviceName}`;
  const given = new Set(endpointSlices.map(labelOf));
  return [...endpointSlices, ...slicesOfEndpoints.filter((slice) => !given.has(labelOf(slice)))];
}

/** Lists of lists are read so deep; no tool writes them deeper. */
const MAX_LIST_DEPTH = 10;

function readObject(value: unknown, parts: ManifestParts, depth: number): void {
  if (value === null || value === undefined) return;
  if (typeof value !== "object" || depth > MAX_LIST_DEPTH) {
    parts.problems.push(noObject(typeof value === "object" ? "a list of lists" : quote(value)));
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) readObject(item, parts, depth + 1);
    return;
  }
  const report = (problem: ClusterProblem) => parts.problems.push(problem);
  const outline = new Fields(value, { object: undefined, path: "", report: () => undefined });
  const kind = outline.text("kind") ?? "";
  const items = outline.value("items");
  if (/(^|[a-z])List$/.test(kind) && Array.isArray(items)) {
    for (const item of items) readObject(withKind(item, kind), parts, depth + 1);
    return;
  }
  const metadata = outline.fields("metadata");
  const object = objectRef(kind, metadata);
  const manifest = new Fields(value, { object, path: "", report });
  if (kind === "") {
    parts.problems.push(noObject("an object without kind"));
    return;
  }
  sortByKind(kind, manifest, parts);
}

/** `kubectl get --raw` leaves kind out of the items of a typed list. */
function withKind(item: unknown, listKind: string): unknown {
  if (typeof item !== "object" || item === null || "kind" in item || listKind === "List") {
    return item;
  }
  return { ...item, kind: listKind.replace(/List$/, "") };
}

function objectRef(kind: string, metadata: Fields): ObjectRef | undefined {
  const known = OBJECT_KINDS.find((candidate) => candidate === kind);
  const name = metadata.text("name") ?? metadata.text("generateName") ?? "(no name)";
  if (known === undefined) return undefined;
  const namespace = known === "Node" ? undefined : (metadata.text("namespace") ?? "default");
  return { kind: known, namespace, name };
}

function sortByKind(kind: string, manifest: Fields, parts: ManifestParts): void {
  const workloadKind = WORKLOAD_KINDS.find((candidate) => candidate === kind);
  const metadata = manifest.fields("metadata");
  const name = metadata.text("name") ?? "";
  if (workloadKind !== undefined) {
    parts.workloads.push(readWorkload(manifest, workloadKind));
    return;
  }
  switch (kind) {
    case "Node":
      if (isNamed(metadata)) parts.nodes.push(readNode(manifest));
      return;
    case "Pod": {
      const pod = isNamed(metadata) ? readPod(manifest) : undefined;
      if (pod === undefined) parts.passedOver.push({ kind, name });
      else parts.pods.push(pod);
      return;
    }
    case "Service":
      if (isNamed(metadata)) addService(manifest, parts);
      return;
    case "EndpointSlice":
      parts.endpointSlices.push(readEndpointSlice(manifest));
      return;
    case "Endpoints":
      if (isNamed(metadata)) addAll(parts.slicesOfEndpoints, readEndpoints(manifest));
      return;
    case "Ingress":
      if (isNamed(metadata)) addAll(parts.ingresses, readIngress(manifest));
      return;
    default:
      parts.passedOver.push({ kind, name });
  }
}

function addService(manifest: Fields, parts: ManifestParts): void {
  const service = readService(manifest);
  parts.services.push(service);
  const allocates = manifest.fields("spec").flag("allocateLoadBalancerNodePorts");
  if (allocates === false) parts.withoutNodePorts.push(service);
}

/** One by one: a call with very many arguments would fail. */
function addAll<Item>(list: Item[], items: readonly Item[]): void {
  for (const item of items) list.push(item);
}

function isNamed(metadata: Fields): boolean {
  if ((metadata.text("name") ?? "") !== "") return true;
  metadata.report("name", "is no name", "every object needs a name; this one is left out");
  return false;
}

function quote(value: unknown): string {
  const text = String(value);
  return text.length > 40 ? `"${text.slice(0, 40)}…"` : `"${text}"`;
}

function noObject(found: string): ClusterProblem {
  return clusterProblem({
    severity: "warning",
    object: undefined,
    field: "",
    found,
    why: "is no Kubernetes object",
    allowed: "an object has apiVersion, kind and metadata",
  });
}
