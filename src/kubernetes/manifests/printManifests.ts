import type { Cluster } from "../objects/cluster";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import type { Labels } from "../objects/labels";
import type { Node } from "../objects/node";
import type { ObjectRef } from "../objects/objectRef";
import type { Pod } from "../objects/pod";
import { DEFAULT_AFFINITY_SECONDS, type Service, type ServicePort } from "../objects/service";
import { SERVICE_NAME_LABEL } from "./readEndpointSlice";

/**
 * The objects of a cluster as YAML documents, as `kubectl get -o yaml` would print what matters to packets. Reading them
 * gives the same nodes, pods, Services and slices; clients and kube-proxy's settings are no objects of the API and stay behind.
 */
export async function printManifests(cluster: Cluster): Promise<string> {
  const { stringify } = await import("yaml");
  const manifests = [
    ...cluster.nodes.map(nodeManifest),
    ...cluster.services.map(serviceManifest),
    ...cluster.pods.map(podManifest),
    ...cluster.endpointSlices.map(sliceManifest),
  ];
  return manifests.map((manifest) => stringify(withoutEmpty(manifest))).join("---\n");
}

/** A value of a manifest; what is undefined or empty is left out. */
type Manifest = { readonly [field: string]: unknown };

function nodeManifest(node: Node): Manifest {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: node.name, labels: node.labels },
    spec: {
      podCIDR: node.podCIDR,
      podCIDRs: node.otherPodCIDRs.length === 0 ? undefined : [node.podCIDR, ...node.otherPodCIDRs],
    },
    status: {
      addresses: [node.address, ...node.otherAddresses]
        .filter((address) => address !== "")
        .map((address) => ({ type: "InternalIP", address })),
      conditions: [readyCondition(node.isReady)],
    },
  };
}

function readyCondition(isReady: boolean): Manifest {
  return { type: "Ready", status: isReady ? "True" : "False" };
}

function podManifest(pod: Pod): Manifest {
  const addresses = [pod.address, ...pod.otherAddresses].filter((address) => address !== "");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...named(pod),
      // The API tells the time; that there is one is what counts.
      deletionTimestamp: pod.isTerminating ? "1970-01-01T00:00:00Z" : undefined,
    },
    spec: {
      nodeName: pod.nodeName,
      hostNetwork: pod.isHostNetwork || undefined,
      containers: [
        {
          name: "main",
          ports: pod.containerPorts.map(({ name, port, protocol }) => ({
            name,
            containerPort: port,
            protocol,
          })),
        },
      ],
    },
    status: {
      phase: "Running",
      podIP: pod.address,
      podIPs: addresses.map((ip) => ({ ip })),
      conditions: [readyCondition(pod.isReady)],
    },
  };
}

function named(object: {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
}): Manifest {
  return { namespace: object.namespace, name: object.name, labels: object.labels };
}

function serviceManifest(service: Service): Manifest {
  const clusterIPs = [service.clusterIP, ...service.otherClusterIPs];
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...named(service), annotations: service.annotations },
    spec: {
      type: service.type,
      clusterIP: service.clusterIP,
      clusterIPs: service.clusterIP === "" ? undefined : clusterIPs,
      selector: service.selector,
      ports: service.ports.map(portManifest),
      externalIPs: service.externalIPs,
      externalTrafficPolicy: isReachedFromOutside(service)
        ? service.externalTrafficPolicy
        : undefined,
      internalTrafficPolicy: service.internalTrafficPolicy,
      loadBalancerSourceRanges: service.loadBalancerSourceRanges,
      allocateLoadBalancerNodePorts:
        service.type === "LoadBalancer"
          ? service.ports.some(({ nodePort }) => nodePort !== undefined)
          : undefined,
      healthCheckNodePort: service.healthCheckNodePort,
      ...affinity(service),
    },
    status: {
      loadBalancer: {
        ingress: service.loadBalancerIngress.map(({ ip, ipMode }) => ({ ip, ipMode })),
      },
    },
  };
}

function isReachedFromOutside({ type, externalIPs, externalTrafficPolicy }: Service): boolean {
  const hasOutsidePorts = type === "NodePort" || type === "LoadBalancer";
  return hasOutsidePorts || externalIPs.length > 0 || externalTrafficPolicy === "Local";
}

function portManifest({ name, protocol, port, targetPort, nodePort }: ServicePort): Manifest {
  return { name: name || undefined, protocol, port, targetPort, nodePort };
}

function affinity({ clientIPAffinitySeconds: seconds }: Service): Manifest {
  if (seconds === undefined) return { sessionAffinity: "None" };
  const config = { clientIP: { timeoutSeconds: seconds } };
  return {
    sessionAffinity: "ClientIP",
    sessionAffinityConfig: seconds === DEFAULT_AFFINITY_SECONDS ? undefined : config,
  };
}

function sliceManifest(slice: EndpointSlice): Manifest {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      namespace: slice.namespace,
      name: slice.name,
      labels: { [SERVICE_NAME_LABEL]: slice.serviceName },
    },
    addressType: slice.addressType,
    endpoints: slice.endpoints.map(endpointManifest),
    ports: slice.ports.map(({ name, protocol, port }) => ({
      name: name || undefined,
      protocol,
      port,
    })),
  };
}

function endpointManifest(endpoint: Endpoint): Manifest {
  const { isReady, isServing, isTerminating, zoneHints, nodeHints = [] } = endpoint;
  return {
    addresses: endpoint.addresses,
    conditions: { ready: isReady, serving: isServing, terminating: isTerminating },
    nodeName: endpoint.nodeName,
    zone: endpoint.zone,
    hints: { forZones: hints(zoneHints), forNodes: hints(nodeHints) },
    targetRef: endpoint.pod && targetRef(endpoint.pod),
  };
}

function hints(names: readonly string[]): readonly Manifest[] {
  return names.map((name) => ({ name }));
}

function targetRef({ kind, namespace, name }: ObjectRef): Manifest {
  return { kind, namespace, name };
}

/** Without fields that are undefined, "" or empty; a selector may be empty and mean something. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value)
    .map(([name, field]) => [name, withoutEmpty(field)] as const)
    .filter(([name, field]) => (name === "selector" ? field !== undefined : !isEmpty(field)));
  return Object.fromEntries(fields);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
