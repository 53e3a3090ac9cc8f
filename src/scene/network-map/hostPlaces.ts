import type { HostSpec, NodeSpec, WorldSpec } from "@/engine";

/** Which hosts lie outside and which behind one node. */
export interface HostPlaces {
  readonly outside: readonly HostSpec[];
  /** By node name. */
  readonly podsOf: ReadonlyMap<string, readonly HostSpec[]>;
  /** Segments that nodes and outside hosts share, with the names of those on them in the order of the world. */
  readonly segments: ReadonlyMap<string, readonly string[]>;
}

/**
 * A host behind an interface that only one node has, and that is not the node's way out, is that node's pod.
 * All others are outside: on a segment with several nodes, or where a node's default route leads.
 */
export function hostPlaces({ nodes, hosts }: WorldSpec): HostPlaces {
  const podsOf = new Map<string, HostSpec[]>(nodes.map(({ name }) => [name, []]));
  const outside: HostSpec[] = [];
  for (const host of hosts) {
    const owner = ownerOf(nodes, host);
    if (owner === undefined) outside.push(host);
    else podsOf.get(owner.name)?.push(host);
  }
  return { outside, podsOf, segments: sharedSegments(nodes, outside) };
}

function ownerOf(nodes: readonly NodeSpec[], host: HostSpec): NodeSpec | undefined {
  const attached = nodes.filter((node) => interfaceTo(nodes, node, host.network) !== undefined);
  const [owner] = attached;
  if (owner === undefined || attached.length > 1) return undefined;
  const device = interfaceTo(nodes, owner, host.network);
  return device !== undefined && device === wayOut(owner) ? undefined : owner;
}

/** The interface of a node on a segment. With one node a segment may be called by the bare interface. */
function interfaceTo(
  nodes: readonly NodeSpec[],
  { name, interfaces }: NodeSpec,
  network: string,
): string | undefined {
  return interfaces.find(
    (link) =>
      (link.network ?? `${name}/${link.name}`) === network ||
      (nodes.length === 1 && link.name === network),
  )?.name;
}

/** The interface of the default route: named by `dev`, else the one in whose network the gateway lies. */
function wayOut({ routes, interfaces }: NodeSpec): string | undefined {
  const route = routes.find((text) => text.startsWith("default"));
  if (route === undefined) return undefined;
  const device = /\bdev (\S+)/.exec(route)?.[1];
  const gateway = /\bvia (\S+)/.exec(route)?.[1] ?? "";
  return device ?? interfaces.find((link) => link.addresses.some(sharesPrefix(gateway)))?.name;
}

/** Compared in whole octets: enough to tell a node's links apart for drawing. */
function sharesPrefix(gateway: string): (address: string) => boolean {
  return (address) => {
    const [own = "", bits = "32"] = address.split("/");
    const octets = Math.floor(Number(bits) / 8);
    const beginning = (text: string) => text.split(".").slice(0, octets).join(".");
    return beginning(own) === beginning(gateway);
  };
}

function sharedSegments(
  nodes: readonly NodeSpec[],
  outside: readonly HostSpec[],
): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  const join = (network: string, name: string) => {
    const own = members.get(network);
    if (own === undefined) members.set(network, [name]);
    else if (!own.includes(name)) own.push(name);
  };
  for (const host of outside) join(segmentName(nodes, host.network), host.name);
  for (const { name, interfaces } of nodes) {
    for (const link of interfaces) join(link.network ?? `${name}/${link.name}`, name);
  }
  return new Map([...members].filter(([, names]) => names.length > 1));
}

function segmentName(nodes: readonly NodeSpec[], network: string): string {
  const [only] = nodes;
  const isBare = nodes.length === 1 && only?.interfaces.some(({ name }) => name === network);
  return isBare ? `${only?.name}/${network}` : network;
}
