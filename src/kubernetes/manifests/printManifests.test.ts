import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cluster, newCluster } from "../objects/cluster";
import { newNode } from "../objects/node";
import { newPod } from "../objects/pod";
import type { Service } from "../objects/service";
import { shopCluster } from "../testing/shopCluster";
import { printManifests } from "./printManifests";
import { readManifests } from "./readManifests";

/** What the API knows of a cluster. */
function objectsOf({ nodes, pods, services, endpointSlices }: Cluster) {
  return { nodes, pods, services, endpointSlices };
}

async function readBack(cluster: Cluster) {
  const {
    cluster: again,
    problems,
    assumptions,
  } = await readManifests(await printManifests(cluster));
  return { objects: objectsOf(again), problems, assumptions };
}

const HTTP = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
} as const;

test("a cluster that is taken out and pasted again has the same objects", async () => {
  const cluster = {
    ...shopCluster({
      type: "LoadBalancer",
      ports: [HTTP, { ...HTTP, name: "dns", protocol: "UDP", targetPort: 53, nodePort: undefined }],
      annotations: { "service.kubernetes.io/topology-mode": "Auto" },
      externalTrafficPolicy: "Local",
      internalTrafficPolicy: "Local",
      clientIPAffinitySeconds: 60,
      externalIPs: ["198.51.100.9"],
      loadBalancerIngress: [{ ip: "198.51.100.20", ipMode: "Proxy" }],
      loadBalancerSourceRanges: ["203.0.113.0/24"],
      healthCheckNodePort: 32000,
    }),
    endpointSlices: [
      {
        namespace: "shop",
        name: "cart-x",
        serviceName: "cart",
        addressType: "IPv4",
        endpoints: [
          {
            addresses: ["10.244.1.5"],
            nodeName: "one",
            zone: "a",
            isReady: false,
            isServing: true,
            isTerminating: true,
            zoneHints: ["a", "b"],
            pod: { kind: "Pod", namespace: "shop", name: "cart-1" },
          },
        ],
        ports: [{ name: "http", protocol: "TCP", port: 8080 }],
      },
    ],
  } satisfies Cluster;
  const { objects, problems } = await readBack(cluster);
  expect(problems).toEqual([]);
  expect(objects).toEqual(objectsOf(cluster));
});

const service = fc.record<Partial<Service>>(
  {
    type: fc.constantFrom("ClusterIP", "LoadBalancer"),
    selector: fc.constantFrom({ app: "cart" }, {}, undefined),
    externalTrafficPolicy: fc.constantFrom("Cluster", "Local"),
    internalTrafficPolicy: fc.constantFrom("Cluster", "Local"),
    clientIPAffinitySeconds: fc.constantFrom(undefined, 1, 10_800, 86_400),
    externalIPs: fc.uniqueArray(fc.ipV4(), { maxLength: 3 }),
    loadBalancerSourceRanges: fc.constantFrom([], ["10.0.0.0/8"], ["10.0.0.0/8", "203.0.113.7/32"]),
  },
  { noNullPrototype: true },
);

const pod = fc.record(
  { isReady: fc.boolean(), isTerminating: fc.boolean(), isHostNetwork: fc.boolean() },
  { noNullPrototype: true },
);

test("whatever a Service and a pod have comes back", async () => {
  await fc.assert(
    fc.asyncProperty(service, pod, async (fields, state) => {
      const base = shopCluster(fields);
      const pods = base.pods.map((one, index) => (index === 0 ? { ...one, ...state } : one));
      const { objects, problems } = await readBack({ ...base, pods });
      expect(problems).toEqual([]);
      expect(objects).toEqual(objectsOf({ ...base, pods }));
    }),
    { numRuns: 60 },
  );
});

test("an ExternalName and a headless Service come back", async () => {
  for (const fields of [
    { type: "ExternalName", clusterIP: "", ports: [] },
    { type: "ClusterIP", clusterIP: "None" },
  ] as const) {
    const { objects } = await readBack(shopCluster(fields));
    expect(objects.services).toEqual(shopCluster(fields).services);
  }
});

test("names that YAML would take for numbers or flags stay names", async () => {
  const cluster = newCluster({
    nodes: [newNode({ name: "1", address: "192.168.1.21", podCIDR: "10.244.1.0/24" })],
    pods: [
      newPod({
        name: "yes",
        nodeName: "1",
        address: "10.244.1.5",
        labels: { version: "1.10", on: "true" },
      }),
    ],
  });
  expect((await readBack(cluster)).objects).toEqual(objectsOf(cluster));
});
