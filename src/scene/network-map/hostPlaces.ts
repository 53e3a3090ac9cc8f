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
  const attached = attachedNodes(nodes);
  const ways = new Map<NodeSpec, readonly string[]>();
  for (const host of hosts) {
    const [owner, ...others] = attached.get(host.network) ?? [];
    const pods = owner && others.length === 0 ? podsOf.get(owner.node.name) : undefined;
    if (owner === undefined || pods === undefined) {
      outside.push(host);
      continue;
    }
    const out = ways.get(owner.node) ?? waysOut(owner.node);
    ways.set(owner.node, out);
    (out.includes(owner.device) ? outside : pods).push(host);
  }
  return { outside, podsOf, segments: sharedSegments(nodes, outside) };
}

/** A node's interface on a segment; the first where it has several. */
interface Attached {
  readonly node: NodeSpec;
  readonly device: string;
}

/** Who is on each segment. With one node a segment may be called by the bare interface too. */
function attachedNodes(nodes: readonly NodeSpec[]): ReadonlyMap<string, readonly Attached[]> {
  const attached = new Map<string, Attached[]>();
  const attach = (network: string, node: NodeSpec, device: string) => {
    const on = attached.get(network) ?? [];
    if (on.at(-1)?.node === node) return;
    attached.set(network, [...on, { node, device }]);
  };
  for (const node of nodes) {
    for (const { name, network } of node.interfaces) {
      attach(network ?? `${node.name}/${name}`, node, name);
      if (nodes.length === 1) attach(name, node, name);
    }
  }
  return attached;
}

const DEFAULT_ROUTE = /^(?:-6 )?default\b/;

/** What a node calls its links to the world. */
const OUTER_NAME = /^(?:eth|en[opsx]|wl|bond|team|ib)\d*/;

/** The interfaces that lead to the world: those of the default routes, and those that are named so. */
function waysOut(node: NodeSpec): readonly string[] {
  const named = node.interfaces.map(({ name }) => name).filter((name) => OUTER_NAME.test(name));
  return [...defaultDevices(node), ...named];
}

/** Named by `dev`, else the one in whose network the gateway lies. */
function defaultDevices({ routes, interfaces }: NodeSpec): readonly string[] {
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
    else if (own.at(-1) !== name) own.push(name);
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
