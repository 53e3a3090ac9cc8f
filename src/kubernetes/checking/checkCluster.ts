import { type Cluster, nodeRef, podRef, serviceRef, settingsRef } from "../objects/cluster";
import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import type { Node } from "../objects/node";
import type { ObjectRef } from "../objects/objectRef";
import type { Pod } from "../objects/pod";
import { isHeadless, type Service } from "../objects/service";
import { type CheckedField, checkField } from "./checkField";

type FieldValue = readonly [CheckedField, string];

/** So many pods or Services are checked at once. */
const OBJECTS_AT_ONCE = 500;

/**
 * Everything that is wrong or surprising in a cluster: errors that Kubernetes would refuse, and warnings. Some objects at
 * each step of the generator, so that a page can answer in between.
 */
export function* checkClusterInSteps(
  cluster: Cluster,
): Generator<undefined, readonly ClusterProblem[], undefined> {
  const problems: ClusterProblem[] = [];
  const check = (object: ObjectRef, values: readonly FieldValue[]) => {
    for (const [field, value] of values)
      problems.push(...optional(checkField(cluster, object, { field, value })));
  };
  check(settingsRef(), settingsValues(cluster));
  for (const node of cluster.nodes) check(nodeRef(node.name), nodeValues(node));
  for (const [place, pod] of cluster.pods.entries()) {
    if (place % OBJECTS_AT_ONCE === 0) yield undefined;
    check(podRef(pod), podValues(pod));
  }
  for (const [place, service] of cluster.services.entries()) {
    if (place % OBJECTS_AT_ONCE === 0) yield undefined;
    check(serviceRef(service), serviceValues(service));
    problems.push(...wholeService(service));
  }
  for (const { name, address } of cluster.clients)
    check({ kind: "Client", namespace: undefined, name }, [
      ["name", name],
      ["address", address],
    ]);
  return problems;
}

/** The same at once. */
export function checkCluster(cluster: Cluster): readonly ClusterProblem[] {
  const steps = checkClusterInSteps(cluster);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function optional<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function nodeValues(node: Node): readonly FieldValue[] {
  return [
    ["metadata.name", node.name],
    ["status.addresses", node.address],
    ["spec.podCIDR", node.podCIDR],
  ];
}

function podValues(pod: Pod): readonly FieldValue[] {
  return [
    ["metadata.namespace", pod.namespace],
    ["metadata.name", pod.name],
    ["spec.nodeName", pod.nodeName],
    ["status.podIP", pod.address],
  ];
}

function settingsValues({ settings }: Cluster): readonly FieldValue[] {
  const { proxy } = settings;
  const usesClusterCIDR = proxy.detectLocalMode === "ClusterCIDR" && proxy.clusterCIDR !== "";
  return [
    ["serviceCIDR", settings.serviceCIDR],
    ["podCIDR", settings.podCIDR],
    ["routerAddress", settings.routerAddress],
    ["proxy.masqueradeBit", String(proxy.masqueradeBit)],
    ["proxy.nodePortAddresses", ipv4Only(proxy.nodePortAddresses)],
    ...(usesClusterCIDR ? [["proxy.clusterCIDR", proxy.clusterCIDR] as const] : []),
  ];
}

function serviceValues(service: Service): readonly FieldValue[] {
  return [
    ["metadata.namespace", service.namespace],
    ["metadata.name", service.name],
    ["spec.clusterIP", service.clusterIP],
    ["spec.externalIPs", ipv4Only(service.externalIPs)],
    ["spec.loadBalancerSourceRanges", ipv4Only(service.loadBalancerSourceRanges)],
    ["status.loadBalancer.ingress", ipv4Only(service.loadBalancerIngress.map(({ ip }) => ip))],
    ["spec.healthCheckNodePort", String(service.healthCheckNodePort ?? "")],
    ...service.ports.flatMap((port, index): readonly FieldValue[] => [
      [`spec.ports[${index}].name`, port.name],
      [`spec.ports[${index}].port`, String(port.port)],
      [`spec.ports[${index}].targetPort`, String(port.targetPort)],
      [`spec.ports[${index}].nodePort`, port.nodePort === undefined ? "" : String(port.nodePort)],
    ]),
  ];
}

/** Values of IPv6 may stand among them; they are not looked at here. */
function ipv4Only(values: readonly string[]): string {
  return values.filter((value) => !value.includes(":")).join(", ");
}

/** What concerns several fields of a Service at once. */
function wholeService(service: Service): readonly ClusterProblem[] {
  const problem = (field: string, found: string, why: string, allowed: string) =>
    clusterProblem({ object: serviceRef(service), field, found, why, allowed });
  const problems: ClusterProblem[] = [];
  const isReachable = service.type !== "ExternalName" && !isHeadless(service);
  if (isReachable && service.ports.length === 0) {
    const allowed = "a Service with a cluster IP needs at least one";
    problems.push(problem("spec.ports", "nothing", "is listed here", allowed));
  }
  const hasNodePort = service.ports.some((port) => port.nodePort !== undefined);
  if (service.type === "ClusterIP" && hasNodePort) {
    const allowed = "take the type NodePort, or leave node ports out";
    problems.push(problem("spec.type", "ClusterIP", "has no node ports", allowed));
  }
  const lacksNodePort = service.ports.findIndex((port) => port.nodePort === undefined);
  if (service.type === "NodePort" && lacksNodePort !== -1) {
    const allowed = "give it a free one of the range of node ports";
    problems.push(
      problem(`spec.ports[${lacksNodePort}].nodePort`, "nothing", "is no node port", allowed),
    );
  }
  if (service.type === "NodePort" && isHeadless(service)) {
    const allowed = "take the type ClusterIP, or give it a cluster IP";
    problems.push(
      problem("spec.clusterIP", service.clusterIP, "does not go with node ports", allowed),
    );
  }
  return problems;
}
