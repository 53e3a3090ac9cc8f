import {
  type Address,
  familyOf,
  type HostSpec,
  isWithin,
  type NodeSpec,
  parseAddress,
  parseMaskedAddress,
  type WorldSpec,
} from "@/engine";

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
  return device !== undefined && waysOut(owner).includes(device) ? undefined : owner;
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

const DEFAULT_ROUTE = /^(?:-6 )?default\b/;

/** The interfaces of the default routes: named by `dev`, else the one in whose network the gateway lies. */
function waysOut({ routes, interfaces }: NodeSpec): readonly string[] {
  return routes
    .filter((text) => DEFAULT_ROUTE.test(text))
    .flatMap((route) => {
      const device = /\bdev (\S+)/.exec(route)?.[1];
      if (device !== undefined) return [device];
      const gateway = parseAddress(/\bvia (\S+)/.exec(route)?.[1] ?? "");
      const link = gateway && interfaces.find(({ addresses }) => addresses.some(holds(gateway)));
      return link === undefined ? [] : [link.name];
    });
}

/** Whether an address lies in the network of one that is written with its prefix length. */
function holds(gateway: Address): (written: string) => boolean {
  return (written) => {
    const network = parseMaskedAddress(written, familyOf(gateway));
    return network !== undefined && isWithin(gateway, network);
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

/** With one node a host may call its segment by the bare interface: then it is the segment of that interface. */
function segmentName(nodes: readonly NodeSpec[], network: string): string {
  const [only, ...others] = nodes;
  if (only === undefined || others.length > 0) return network;
  const isNamed = only.interfaces.some((link) => link.network === network);
  const bare = only.interfaces.find(({ name }) => name === network);
  return isNamed || bare === undefined ? network : (bare.network ?? `${only.name}/${bare.name}`);
}
