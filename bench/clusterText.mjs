/** What `kubectl get nodes,pods,services,endpointslices -A` prints of a large cluster, as JSON or YAML. */

const PODS_ON_A_NODE = 100;

/** `services` Services with `endpoints` pods each, in one slice each. */
export function clusterItems({ services, endpoints }) {
  const nodes = Math.ceil((services * endpoints) / PODS_ON_A_NODE);
  const items = Array.from({ length: nodes }, (_, number) => nodeItem(number));
  const pods = new Array(nodes).fill(0);
  let placed = 0;
  for (let number = 0; number < services; number++) {
    const service = { namespace: `ns-${number % 50}`, name: `svc-${number}` };
    const own = Array.from({ length: endpoints }, (_, replica) => {
      const node = placed++ % nodes;
      return { node, name: `${service.name}-${replica}`, address: podAddress(node, pods[node]++) };
    });
    items.push(serviceItem(service, number), sliceItem(service, own));
    items.push(...own.map((pod) => podItem(service, pod)));
  }
  return items;
}

export function jsonOf(items) {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items }, undefined, 1);
}

/** By hand: what is written here is only what the items above hold. */
export function yamlOf(items) {
  const lines = ["apiVersion: v1", "kind: List", "items:"];
  for (const item of items) writeYaml(lines, item, "  ", "- ");
  return `${lines.join("\n")}\n`;
}

function writeYaml(lines, value, indent, first) {
  let lead = indent.slice(2) + first;
  for (const [key, held] of Object.entries(value)) {
    if (Array.isArray(held)) {
      lines.push(`${lead}${key}:`);
      for (const entry of held) {
        if (typeof entry === "object") writeYaml(lines, entry, `${indent}  `, "- ");
        else lines.push(`${indent}- ${JSON.stringify(entry)}`);
      }
    } else if (typeof held === "object") {
      lines.push(`${lead}${key}:`);
      writeYaml(lines, held, `${indent}  `, "  ");
    } else lines.push(`${lead}${key}: ${JSON.stringify(held)}`);
    lead = indent;
  }
}

function nodeItem(number) {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: `node-${number}` },
    spec: { podCIDR: `10.${128 + (number >> 8)}.${number & 255}.0/24` },
    status: {
      addresses: [{ type: "InternalIP", address: `192.168.${number >> 7}.${10 + (number & 127)}` }],
    },
  };
}

function podAddress(node, number) {
  return `10.${128 + (node >> 8)}.${node & 255}.${2 + number}`;
}

function serviceItem({ namespace, name }, number) {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { namespace, name },
    spec: {
      type: "ClusterIP",
      clusterIP: `10.96.${number >> 8}.${number & 255}`,
      selector: { app: name },
      ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 8080 }],
    },
  };
}

function sliceItem({ namespace, name }, pods) {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { namespace, name: `${name}-x7k2p`, labels: { "kubernetes.io/service-name": name } },
    addressType: "IPv4",
    endpoints: pods.map((pod) => ({
      addresses: [pod.address],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: `node-${pod.node}`,
      targetRef: { kind: "Pod", namespace, name: pod.name },
    })),
    ports: [{ name: "http", protocol: "TCP", port: 8080 }],
  };
}

function podItem(service, { node, name, address }) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace: service.namespace, name, labels: { app: service.name } },
    spec: { nodeName: `node-${node}`, containers: [{ name: "web" }] },
    status: { phase: "Running", podIP: address, conditions: [{ type: "Ready", status: "True" }] },
  };
}
