import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateRuleset } from "../kubeProxy/generateRuleset";
import { endpointSlicesOf } from "../objects/endpointSlicesOf";
import { dedent } from "../testing/dedent";
import { readManifests } from "./readManifests";

const PLAIN = dedent(`
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: web, labels: {app: web}}
  spec:
    replicas: 4
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        containers:
        - name: nginx
          ports:
          - {name: http, containerPort: 8080}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: web}
  spec:
    type: NodePort
    selector: {app: web}
    ports:
    - {name: http, port: 80, targetPort: http}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
`);

describe("plain manifests", () => {
  test("get three invented nodes, pods spread over them, addresses and ports", async () => {
    const { cluster, problems, passedOver, assumptions } = await readManifests(PLAIN);
    expect(problems).toEqual([]);
    expect(passedOver).toEqual([{ kind: "ConfigMap", name: "settings" }]);
    expect(cluster.nodes.map((node) => [node.name, node.isAssumed])).toEqual([
      ["node-a", true],
      ["node-b", true],
      ["node-c", true],
    ]);
    expect(assumptions.join(" ")).toContain("The text holds no Node");
    expect(cluster.pods.map((pod) => [pod.nodeName, pod.address])).toEqual([
      ["node-a", "10.244.0.2"],
      ["node-b", "10.244.1.2"],
      ["node-c", "10.244.2.2"],
      ["node-a", "10.244.0.3"],
    ]);
    const [service] = cluster.services;
    expect(service?.clusterIP).toMatch(/^10\.(9[6-9]|10\d|11[01])\./);
    expect(service?.ports[0]?.nodePort).toBe(30000);
  });

  test("give the same cluster every time", async () => {
    expect(await readManifests(PLAIN)).toEqual(await readManifests(PLAIN));
  });

  test("have endpoints where the named port of each pod is", async () => {
    const { cluster } = await readManifests(PLAIN);
    const [service] = cluster.services;
    if (service === undefined) throw new Error("a Service is expected");
    const slices = endpointSlicesOf(cluster, service);
    expect(slices.map((slice) => slice.endpoints.length)).toEqual([4]);
    expect(slices[0]?.ports).toEqual([{ name: "http", protocol: "TCP", port: 8080 }]);
    const { restore } = generateRuleset(cluster, "node-a");
    expect(restore).toContain("--to-destination 10.244.1.2:8080");
  });

  test("of a Deployment whose pods are there too add no others", async () => {
    const pod = dedent(`
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web-1, labels: {app: web}}
    `);
    const { cluster } = await readManifests(PLAIN + pod);
    expect(cluster.pods.map((each) => each.name)).toEqual(["web-1"]);
  });

  test("of a StatefulSet and a DaemonSet name and spread pods their way", async () => {
    const text = dedent(`
      kind: StatefulSet
      metadata: {name: db}
      spec: {replicas: 2, template: {metadata: {labels: {app: db}}}}
      ---
      kind: DaemonSet
      metadata: {name: agent}
      spec: {template: {metadata: {labels: {app: agent}}, spec: {hostNetwork: true}}}
    `);
    const { cluster } = await readManifests(text);
    const names = cluster.pods.map((pod) => pod.name);
    expect(names.slice(0, 2)).toEqual(["db-0", "db-1"]);
    const agents = cluster.pods.filter((pod) => pod.labels.app === "agent");
    expect(agents.map((pod) => pod.address)).toEqual(cluster.nodes.map((node) => node.address));
  });
});

const LISTED = dedent(`
  apiVersion: v1
  kind: List
  items:
  - kind: Node
    metadata: {name: k1}
    spec: {podCIDR: 10.42.0.0/24, podCIDRs: [10.42.0.0/24, "fd00::/64"]}
    status:
      addresses:
      - {type: ExternalIP, address: 198.51.100.4}
      - {type: InternalIP, address: 172.16.5.1}
  - kind: Pod
    metadata: {name: done}
    status: {phase: Succeeded, podIP: 10.42.0.9}
  - kind: Service
    metadata: {name: db, namespace: prod}
    spec:
      clusterIP: 10.43.0.7
      selector: {app: db}
      ports: [{port: 5432, targetPort: pg}]
  - kind: EndpointSlice
    addressType: IPv4
    metadata: {name: db-x, namespace: prod, labels: {kubernetes.io/service-name: db}}
    endpoints:
    - {addresses: [10.42.0.5], nodeName: k1, targetRef: {kind: Pod, name: db-0, namespace: prod}}
    ports: [{port: 15432}]
`);

describe("what kubectl prints", () => {
  test("is read as a List, with ranges that fit its addresses", async () => {
    const { cluster, problems, passedOver, assumptions } = await readManifests(LISTED);
    expect(problems).toEqual([]);
    expect(passedOver).toEqual([{ kind: "Pod", name: "done" }]);
    expect(cluster.nodes[0]?.address).toBe("172.16.5.1");
    expect(cluster.settings.podCIDR).toBe("10.42.0.0/16");
    expect(cluster.settings.serviceCIDR).toBe("10.43.0.0/16");
    expect(cluster.settings.proxy.clusterCIDR).toBe("10.42.0.0/16,fd00::/56");
    expect(cluster.settings.routerAddress).toBe("172.16.5.254");
    expect(assumptions).toHaveLength(4);
  });

  test("keeps the slices that were given, and adds the pods that they speak of", async () => {
    const { cluster } = await readManifests(LISTED);
    expect(cluster.pods).toMatchObject([
      {
        name: "db-0",
        namespace: "prod",
        nodeName: "k1",
        address: "10.42.0.5",
        isAssumed: true,
        containerPorts: [{ name: "pg", protocol: "TCP", port: 15432 }],
      },
    ]);
    expect(generateRuleset(cluster, "k1").restore).toContain("10.42.0.5:15432");
  });

  test("may be JSON", async () => {
    const json = JSON.stringify({
      kind: "NodeList",
      items: [{ metadata: { name: "n" }, status: {}, spec: {} }],
    });
    const { cluster } = await readManifests(json);
    expect(cluster.nodes.map((node) => node.name)).toEqual(["n"]);
  });
});

describe("mistakes", () => {
  test("in one object do not keep the others from being read", async () => {
    const text = dedent(`
      kind: Service
      metadata: {name: bad}
      spec: {clusterIP: 10.96.0.1, type: NodPort, ports: [{port: "80"}]}
      ---
      kind: Deployment
      metadata: {name: less, namespace: shop}
      spec: {replicas: -1}
      ---
      kind: Service
      metadata: {name: good}
      spec: {clusterIP: 10.96.0.2, ports: [{port: 80}]}
    `);
    const { cluster, problems } = await readManifests(text);
    expect(cluster.services.map((service) => service.name)).toEqual(["bad", "good"]);
    expect(problems.map((problem) => problem.sentence)).toEqual([
      'Service default/bad, spec.type: "NodPort" is not known here. Use one of ClusterIP, NodePort, LoadBalancer, ExternalName.',
      'Service default/bad, spec.ports[0].port: "80" is not a whole number. Write a whole number without quotes.',
      "Deployment shop/less, spec.replicas: -1 is negative. Write 0 or more.",
    ]);
  });

  test("of syntax name the line, and other documents are read", async () => {
    const text =
      "kind: Node\nmetadata: {name: a}\n---\nkind: [\n---\nkind: Node\nmetadata: {name: b}\n";
    const { cluster, problems } = await readManifests(text);
    expect(cluster.nodes.map((node) => node.name)).toContain("a");
    expect(problems[0]?.sentence).toMatch(/^line \d+ is not YAML: /);
  });

  test("such as aliases that grow without end are refused", async () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefghi".split("").map((name, index) => {
        const before = "abcdefgh".charAt(index);
        return `${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`;
      }),
    ].join("\n");
    const { problems } = await readManifests(bomb);
    expect(problems[0]?.sentence).toContain("Excessive alias count");
  });

  test("such as a text without objects say what would be right", async () => {
    const { problems } = await readManifests("just words");
    expect(problems[0]?.sentence).toBe(
      '"just words" is no Kubernetes object. An object has apiVersion, kind and metadata.',
    );
    const empty = await readManifests("");
    expect(empty.problems[0]?.sentence).toContain("holds no Node, Pod, Service or workload");
  });

  test("such as endless nesting are refused or passed over", async () => {
    const deep = 20_000;
    const yaml = await readManifests(`a: ${"[".repeat(deep)}${"]".repeat(deep)}`);
    expect(yaml.problems[0]?.sentence).toContain("nested too deeply");
    const json = await readManifests("[".repeat(deep) + "]".repeat(deep));
    expect(json.problems[0]?.sentence).toContain("a list of lists is no Kubernetes object");
    const value = await readManifests(
      `{"kind":"Service","metadata":{"name":"a"},"spec":{"ports":[{"port":${"[".repeat(deep)}${"]".repeat(deep)}}]}}`,
    );
    expect(value.problems[0]?.sentence).toContain("a list is not a whole number");
  });

  test("such as millions of replicas end in a sentence", async () => {
    const text = Array.from(
      { length: 30 },
      (_, index) => `kind: Deployment\nmetadata: {name: d${index}}\nspec: {replicas: 100000000}\n`,
    ).join("---\n");
    const { cluster, problems, assumptions } = await readManifests(text);
    expect(cluster.pods).toHaveLength(5000);
    expect(problems).toHaveLength(30);
    expect(assumptions.at(-1)).toBe("Only the first 5000 pods of the workloads are made.");
  });

  test("of any sort never reject", async () => {
    const value = fc.jsonValue();
    const object = fc.record({
      kind: fc.constantFrom("Node", "Pod", "Service", "EndpointSlice", "Deployment", "List"),
      metadata: value,
      spec: value,
      status: value,
      endpoints: value,
      ports: value,
      items: value,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          object.map((each) => JSON.stringify(each)),
        ),
        async (text) => {
          const { cluster } = await readManifests(text);
          for (const node of cluster.nodes) generateRuleset(cluster, node.name);
        },
      ),
      { numRuns: 200 },
    );
  }, 30_000);
});

const withReplicas = (replicas: number) => PLAIN.replace("replicas: 4", `replicas: ${replicas}`);

test("an object that stands there twice is what the last one says, as kubectl apply would have it", async () => {
  const { cluster, problems } = await readManifests(`${withReplicas(4)}\n---\n${withReplicas(2)}`);
  expect(cluster.pods).toHaveLength(2);
  expect(cluster.services).toHaveLength(1);
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    "Service default/web: stands in the text more than once. The last is taken, as kubectl apply does.",
    "Deployment default/web: stands in the text more than once. The last is taken, as kubectl apply does.",
  ]);
});

test("a new LoadBalancer gets node ports unless it says not to, and one from an API server keeps what it has", async () => {
  const nodePortOf = async (spec: string) => {
    const { cluster } = await readManifests(
      `apiVersion: v1\nkind: Service\nmetadata: {name: lb}\nspec: {type: LoadBalancer, ${spec}ports: [{port: 80}]}`,
    );
    return cluster.services[0]?.ports[0]?.nodePort;
  };
  expect(await nodePortOf("")).toBe(30000);
  expect(await nodePortOf("allocateLoadBalancerNodePorts: true, ")).toBe(30000);
  expect(await nodePortOf("allocateLoadBalancerNodePorts: false, ")).toBeUndefined();
  expect(await nodePortOf("clusterIP: 10.96.0.9, ")).toBeUndefined();
});

test("of an error in the YAML only the beginning is quoted", async () => {
  const { problems } = await readManifests(
    `kind: A\n---\nwords ${"and more words ".repeat(200)}\nb: c`,
  );
  expect(problems[0]?.sentence.length).toBeLessThan(250);
});
