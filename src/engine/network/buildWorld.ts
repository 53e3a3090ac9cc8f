import { givenConnections } from "../conntrack/givenConnections";
import { FRESH_NODE_STATE, type Node, type NodeState } from "../host/node";
import { RouteReader } from "../host/routeReader";
import { type Address, parseAddress } from "../net/address";
import { buildNode, type WorldProblem } from "./buildNode";
import type { Host, Plug, World } from "./world";
import type { HostSpec, NodeSpec, WorldSpec } from "./worldSpec";

/**
 * Checks a spec and makes the world before any packet. What cannot be used is left out and told; the rest stands.
 */
export function buildWorld(spec: WorldSpec): BuiltWorld {
  const steps = buildWorldInSteps(spec);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

interface BuiltWorld {
  readonly world: World;
  readonly problems: readonly WorldProblem[];
}

/** So many hosts are made at once. */
const HOSTS_AT_ONCE = 2000;

/** The same, a node or some hosts at each step of the generator, so that a page can answer in between. */
export function* buildWorldInSteps(spec: WorldSpec): Generator<undefined, BuiltWorld, undefined> {
  const problems: WorldProblem[] = [];
  const nodes = new Map<string, Node>();
  const surroundings = { conntrack: spec.conntrack, reader: new RouteReader() };
  for (const nodeSpec of spec.nodes) {
    const built = buildNode(nodeSpec, surroundings);
    nodes.set(nodeSpec.name, built.node);
    problems.push(...built.problems);
    yield undefined;
  }
  const networks = plugNodes(nodes);
  const hosts = new Map<string, Host>();
  for (const [place, hostSpec] of spec.hosts.entries()) {
    if (place % HOSTS_AT_ONCE === 0) yield undefined;
    const host = buildHost(hostSpec, networks, nodes, problems);
    if (host === undefined) continue;
    hosts.set(host.name, host);
    plug(networks, host.network, {
      owner: host.name,
      interface: undefined,
      addresses: host.addresses,
    });
  }
  const states = new Map(spec.nodes.map((node) => [node.name, stateOf(node, problems)]));
  const past = { states, alternatives: [], hasLostCount: false, packetsSent: 0, timeMs: 0 };
  for (const node of nodes.values()) {
    nodes.set(node.name, { ...node, neighbours: neighboursOf(node, networks) });
    yield undefined;
  }
  return { world: { nodes, hosts, networks, ...past }, problems };
}

/** What a node remembers before the first packet. */
function stateOf({ name, connections }: NodeSpec, problems: WorldProblem[]): NodeState {
  if (connections === undefined) return FRESH_NODE_STATE;
  const given = givenConnections(connections);
  for (const { line, why } of given.problems)
    problems.push({ code: "bad-connection", host: name, text: line, why });
  return { ...FRESH_NODE_STATE, connections: given.table };
}

function neighboursOf(node: Node, networks: Networks): ReadonlyMap<Address, string> {
  const neighbours = new Map<Address, string>();
  for (const { name, network } of node.interfaces) {
    for (const plug of networks.get(network ?? "") ?? []) {
      if (plug.owner === node.name) continue;
      for (const address of plug.addresses) neighbours.set(address, name);
    }
  }
  return neighbours;
}

type Networks = Map<string, Plug[]>;

function plugNodes(nodes: ReadonlyMap<string, Node>): Networks {
  const networks: Networks = new Map();
  for (const node of nodes.values()) {
    for (const { name, network, addresses } of node.interfaces) {
      if (network === undefined) continue;
      plug(networks, network, {
        owner: node.name,
        interface: name,
        addresses: addresses.map(({ address }) => address),
      });
    }
  }
  return networks;
}

function plug(networks: Networks, network: string, end: Plug): void {
  const plugs = networks.get(network) ?? [];
  plugs.push(end);
  networks.set(network, plugs);
}

function buildHost(
  spec: HostSpec,
  networks: Networks,
  nodes: ReadonlyMap<string, Node>,
  problems: WorldProblem[],
): Host | undefined {
  const tell = (code: string, text: string, why: string) => {
    problems.push({ code, host: spec.name, text, why });
  };
  const addresses: Address[] = [];
  for (const text of spec.addresses) {
    const address = parseAddress(text);
    if (address === undefined)
      tell("bad-address", text, `"${text}" is not an address such as 10.244.1.2 or fd00::2.`);
    else addresses.push(address);
  }
  const network = networkOfHost(spec.network, networks, nodes);
  if (network === undefined) {
    tell(
      "bad-network",
      spec.network,
      `No node has an interface on "${spec.network}"; name a segment that one is on.`,
    );
    return undefined;
  }
  const [first, ...others] = addresses;
  if (first === undefined) {
    tell("bad-address", "", "The host has no address; give it one.");
    return undefined;
  }
  const { name, gateway, takes = "everything" } = spec;
  return { name, network, addresses: [first, ...others], gateway, takes };
}

/** A segment's name, or the bare interface of the first node. */
function networkOfHost(
  written: string,
  networks: Networks,
  nodes: ReadonlyMap<string, Node>,
): string | undefined {
  if (networks.has(written)) return written;
  const [firstNode] = nodes.keys();
  const ofFirstNode = `${firstNode}/${written}`;
  return networks.has(ofFirstNode) ? ofFirstNode : undefined;
}
