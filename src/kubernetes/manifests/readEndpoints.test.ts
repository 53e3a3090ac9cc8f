import { expect, test } from "vitest";
import { generateRuleset } from "../kubeProxy/generateRuleset";
import { endpointSlicesOf } from "../objects/endpointSlicesOf";
import { dedent } from "../testing/dedent";
import { readManifests } from "./readManifests";

const SERVICE = dedent(`
  apiVersion: v1
  kind: Service
  metadata: {name: db, namespace: shop}
  spec:
    clusterIP: 10.96.0.7
    ports: [{name: sql, port: 5432}, {name: metrics, port: 9187}]
  ---
`);

const ENDPOINTS = dedent(`
  apiVersion: v1
  kind: Endpoints
  metadata: {name: db, namespace: shop}
  subsets:
  - addresses:
    - {ip: 10.244.1.5, nodeName: two, targetRef: {kind: Pod, name: db-0, namespace: shop}}
    notReadyAddresses:
    - {ip: 10.244.1.6}
    ports: [{name: sql, port: 15432, protocol: TCP}]
  - addresses: [{ip: 192.0.2.9}, {ip: "2001:db8::9"}]
    ports: [{name: metrics, port: 9187}]
`);

test("Endpoints are a Service's endpoints where it has no EndpointSlice, subset by subset", async () => {
  const { cluster, problems, passedOver } = await readManifests(SERVICE + ENDPOINTS);
  expect(problems).toEqual([]);
  expect(passedOver).toEqual([]);
  const { restore } = generateRuleset(cluster, "node-a");
  const destinations = restore.match(/(?<=--to-destination )\S+/g);
  expect(destinations).toEqual(["10.244.1.5:15432", "192.0.2.9:9187"]);
});

test("an address that is not ready is known and gets no packet, and each family is a slice", async () => {
  const { cluster } = await readManifests(SERVICE + ENDPOINTS);
  const [service] = cluster.services;
  if (service === undefined) throw new Error("a Service is expected");
  const slices = endpointSlicesOf(cluster, service);
  const told = slices.map(({ addressType, endpoints }) => [
    addressType,
    ...endpoints.map(({ addresses, isReady }) => `${addresses[0]} ${isReady}`),
  ]);
  expect(told).toEqual([
    ["IPv4", "10.244.1.5 true", "10.244.1.6 false"],
    ["IPv4", "192.0.2.9 true"],
    ["IPv6", "2001:db8::9 true"],
  ]);
  expect(slices[0]?.endpoints[0]).toMatchObject({
    nodeName: "two",
    pod: { kind: "Pod", namespace: "shop", name: "db-0" },
  });
});

test("Endpoints of a Service that has EndpointSlices too say nothing new", async () => {
  const slice = dedent(`
    ---
    kind: EndpointSlice
    addressType: IPv4
    metadata: {name: db-x, namespace: shop, labels: {kubernetes.io/service-name: db}}
    endpoints: [{addresses: [10.244.3.3]}]
    ports: [{name: sql, port: 5432}]
  `);
  const { cluster } = await readManifests(SERVICE + ENDPOINTS + slice);
  expect(cluster.endpointSlices.map(({ name }) => name)).toEqual(["db-x"]);
});

test("an address that is none is said with its place, and the others are read", async () => {
  const text = dedent(`
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: here}, {ip: 10.0.0.1}], ports: [{port: 80}]}]
  `);
  const { cluster, problems } = await readManifests(text);
  expect(problems.map(({ sentence }) => sentence)[0]).toBe(
    'Endpoints default/db, subsets[0].addresses[0].ip: "here" is no address. Every address of a subset has an ip.',
  );
  expect(cluster.endpointSlices[0]?.endpoints).toHaveLength(1);
});
