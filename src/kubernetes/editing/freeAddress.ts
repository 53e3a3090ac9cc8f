import { containsAddress, nthAddress, parseCidr, sizeOf } from "../objects/cidr";
import type { Cluster } from "../objects/cluster";
import type { TransportProtocol } from "../objects/transportProtocol";

/** Below the first pods a CNI keeps the network's own address and the bridge's. */
const FIRST_POD_OFFSET = 2;
/** Addresses below are often taken by routers. */
const FIRST_NODE_OFFSET = 10;
const NODE_POD_PREFIX_BITS = 24;

/** The first address of the node's pod range that nobody has; "" when there is none. */
export function freePodAddress(cluster: Cluster, nodeName: string): string {
  return freePodAddresses(cluster).takeAddress(nodeName);
}

/** Hands out addresses of nodes' pod ranges, each once; "" when a range has none left. For many pods at once. */
export function freePodAddresses(cluster: Cluster): { takeAddress(nodeName: string): string } {
  const taken = new Set(takenAddresses(cluster));
  const ranges = new Map(cluster.nodes.map((node) => [node.name, node.podCIDR]));
  const nextOffsets = new Map<string, number>();
  return {
    takeAddress: (nodeName) => {
      const firstOffset = nextOffsets.get(nodeName) ?? FIRST_POD_OFFSET;
      const { address, offset } = firstFree(ranges.get(nodeName) ?? "", taken, firstOffset);
      taken.add(address);
      nextOffsets.set(nodeName, offset);
      return address;
    },
  };
}

/** The first address of the Service range that nobody has; "" when there is none. */
export function freeClusterIP(cluster: Cluster): string {
  return freeServiceValues(cluster).takeClusterIP();
}

/** The first port of the NodePort range that no Service has with this protocol; undefined when there is none. */
export function freeNodePort(cluster: Cluster, protocol: TransportProtocol): number | undefined {
  return freeServiceValues(cluster).takeNodePort(protocol);
}

/** Hands out what Services need, each value once. */
export interface FreeServiceValues {
  takeClusterIP(): string;
  takeNodePort(protocol: TransportProtocol): number | undefined;
}

/** For many Services at once: what the cluster has is looked through only once. */
export function freeServiceValues({ services, settings, ...others }: Cluster): FreeServiceValues {
  const taken = new Set(takenAddresses({ services, settings, ...others }));
  const takenPorts = new Set(
    services.flatMap(({ ports, healthCheckNodePort }) => [
      ...ports.map((port) => `${port.protocol} ${port.nodePort}`),
      `TCP ${healthCheckNodePort}`,
    ]),
  );
  const { serviceCIDR, nodePortRange } = settings;
  const nextPorts = new Map<TransportProtocol, number>();
  let nextOffset = firstServiceOffset(serviceCIDR);
  return {
    takeClusterIP: () => {
      const { address, offset } = firstFree(serviceCIDR, taken, nextOffset);
      taken.add(address);
      nextOffset = offset;
      return address;
    },
    takeNodePort: (protocol) => {
      const first = nextPorts.get(protocol) ?? nodePortRange.from;
      for (let port = first; port <= nodePortRange.to; port += 1) {
        nextPorts.set(protocol, port + 1);
        if (!takenPorts.has(`${protocol} ${port}`)) return port;
      }
      return undefined;
    },
  };
}

/**
 * The lower part of the range is kept for addresses that people choose.
 * Source: kubernetes v1.30 pkg/registry/core/service/ipallocator, calculateRangeOffset.
 */
function firstServiceOffset(prefix: string): number {
  const range = parseCidr(prefix);
  const size = range === undefined ? 0 : sizeOf(range);
  return Math.min(Math.max(16, Math.floor(size / 16)), 256);
}

/** The first free address on the nodes' own network; "" when there is none. */
export function freeNodeAddress(cluster: Cluster): string {
  return firstFree(nodeNetwork(cluster), takenAddresses(cluster), FIRST_NODE_OFFSET).address;
}

/** The network that the nodes' eth0 is on, as a prefix. */
function nodeNetwork(cluster: Cluster): string {
  const { nodePrefixBits, routerAddress } = cluster.settings;
  return `${cluster.nodes[0]?.address ?? routerAddress}/${nodePrefixBits}`;
}

/** The first /24 of the pod range that no node has; "" when there is none. */
export function freePodCIDR(cluster: Cluster): string {
  const range = parseCidr(cluster.settings.podCIDR);
  if (range === undefined || range.prefixBits > NODE_POD_PREFIX_BITS) return "";
  const step = 2 ** (32 - NODE_POD_PREFIX_BITS);
  for (let offset = 0; offset < sizeOf(range); offset += step) {
    const first = nthAddress(range, offset);
    const prefix = `${first}/${NODE_POD_PREFIX_BITS}`;
    if (!cluster.nodes.some((node) => overlaps(node.podCIDR, prefix))) return prefix;
  }
  return "";
}

/** Whether two prefixes have an address in common; false when either is not one. */
export function overlaps(one: string, other: string): boolean {
  const [first = ""] = one.split("/");
  const [second = ""] = other.split("/");
  return containsAddress(one, second) || containsAddress(other, first);
}

/** Every address that something in the cluster has. */
function takenAddresses(cluster: Cluster): ReadonlySet<string> {
  return new Set([
    cluster.settings.routerAddress,
    ...cluster.nodes.map((node) => node.address),
    ...cluster.pods.map((pod) => pod.address),
    ...cluster.services.map((service) => service.clusterIP),
    ...cluster.clients.map((client) => client.address),
  ]);
}

/** Neither the first address (the network) nor the last (broadcast) is given away; what lies before `firstOffset` comes last. */
function firstFree(
  prefix: string,
  taken: ReadonlySet<string>,
  firstOffset: number,
): { readonly address: string; readonly offset: number } {
  const range = parseCidr(prefix);
  const end = range === undefined ? 0 : sizeOf(range) - 1;
  const start = Math.min(firstOffset, end);
  for (const [from, to] of [
    [start, end],
    [1, start],
  ] as const) {
    for (let offset = from; range !== undefined && offset < to; offset += 1) {
      const address = nthAddress(range, offset);
      if (!taken.has(address)) return { address, offset };
    }
  }
  return { address: "", offset: firstOffset };
}
