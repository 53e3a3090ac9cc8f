/**
 * The parts of a cluster of `services` Services with `endpoints` endpoints each. `lap` goes into every name, so that no
 * two laps share a hash. `endpointsFrom` says whether EndpointSlices are there or the pods alone.
 */
export function largeCluster(
  { newService, newPod, newNode },
  { services, endpoints, lap, endpointsFrom },
) {
  const isOfSlices = endpointsFrom === "slices";
  const parts = { nodes: nodes(newNode), pods: [], services: [], endpointSlices: [] };
  for (let number = 0; number < services; number++) {
    const name = `svc-${lap}-${number}`;
    const namespace = `ns-${number % 50}`;
    parts.services.push(
      newService({
        namespace,
        name,
        clusterIP: `10.${96 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`,
        selector: { app: name },
        ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 8080, nodePort: undefined }],
      }),
    );
    const pods = Array.from({ length: endpoints }, (_, replica) =>
      newPod({
        namespace,
        name: `${name}-${replica}`,
        labels: { app: name },
        nodeName: `node-${replica % NODES}`,
        address: podAddress(number * endpoints + replica),
      }),
    );
    if (isOfSlices) parts.endpointSlices.push(sliceOf({ namespace, name, pods }));
    else parts.pods.push(...pods);
  }
  return parts;
}

const NODES = 50;

function nodes(newNode) {
  return Array.from({ length: NODES }, (_, number) =>
    newNode({
      name: `node-${number}`,
      address: `192.168.1.${10 + number}`,
      podCIDR: `10.244.${number}.0/24`,
    }),
  );
}

function podAddress(number) {
  return `10.${128 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

function sliceOf({ namespace, name, pods }) {
  return {
    namespace,
    name: `${name}-x7k2p`,
    serviceName: name,
    addressType: "IPv4",
    endpoints: pods.map((pod) => ({
      addresses: [pod.address],
      nodeName: pod.nodeName,
      zone: "",
      isReady: true,
      isServing: true,
      isTerminating: false,
      zoneHints: [],
      pod: { kind: "Pod", namespace, name: pod.name },
    })),
    ports: [{ name: "http", protocol: "TCP", port: 8080 }],
  };
}
