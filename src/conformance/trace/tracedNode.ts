import type { HostSpec, InterfaceSpec, NodeSpec, WorldSpec } from "@/engine";
import type { TracedPacket, TraceStep } from "@/intake/traces/traceStep";
import type { TracedWay } from "./tracedPackets";

/** What the trace shows of the node that it was printed on. */
interface Shown {
  /** In the order in which they are met, without `lo`. */
  readonly interfaces: readonly string[];
  /** The node's own, each with the interface that it was seen at. */
  readonly own: ReadonlyMap<string, string>;
  /** Whose packets come in by an interface, or leave by it: address to interface. */
  readonly behind: ReadonlyMap<string, string>;
  /** Where packets to an address leave. */
  readonly routes: ReadonlyMap<string, string>;
  readonly forwards: boolean;
}

/**
 * A node with what a trace shows of it besides: interfaces, addresses of its own, where packets leave, and a host behind each
 * interface for those that the packets come from and go to. What is known already stays, and so does what is not.
 */
export function tracedWorld(
  spec: WorldSpec,
  node: NodeSpec,
  ways: readonly TracedWay[],
): WorldSpec {
  const shown = shownBy(ways);
  const interfaces = interfacesOf(node, shown);
  const networks = new Map(interfaces.map((port) => [port.name, networkOf(node, port)]));
  return {
    nodes: spec.nodes.map((one) =>
      one === node
        ? { ...node, interfaces, routes: routesOf(node, shown), sysctls: sysctlsOf(node, shown) }
        : one,
    ),
    hosts: [...spec.hosts, ...hostsOf(spec.hosts, shown, { node: node.name, networks })],
    conntrack: ways.some(isAskedOfNat) ? "on" : "auto",
  };
}

/** Nat is only asked where connections are tracked. */
function isAskedOfNat(way: TracedWay): boolean {
  return way.some(({ table }) => table === "nat");
}

/** The name of the host that stands for all that is behind an interface. */
function hostBehind(device: string): string {
  return `behind ${device}`;
}

/** Who sends a packet that a node saw first with this step: the node, a host that has its address, or what is behind the interface. */
export function senderOf(spec: WorldSpec, node: NodeSpec, packet: TracedPacket): string {
  const { inInterface: device, source } = packet;
  if (device === undefined || device === "lo") return node.name;
  const port = node.interfaces.find(({ name }) => name === device);
  const network = port && networkOf(node, port);
  const host = spec.hosts.find(
    (one) => one.network === network && one.addresses.includes(source) && spec.nodes.length === 1,
  );
  return host?.name ?? hostBehind(device);
}

function shownBy(ways: readonly TracedWay[]): Shown {
  const steps = ways.flat();
  const names = steps.flatMap(({ packet }) => [packet?.inInterface, packet?.outInterface]);
  const own = new Map<string, string>();
  const behind = new Map<string, string>();
  const routes = new Map<string, string>();
  for (const way of ways) lookAt(way, { own, behind, routes });
  return {
    interfaces: [...new Set(names)].filter(
      (name) => name !== undefined && name !== "lo",
    ) as string[],
    own,
    behind,
    routes,
    forwards: steps.some(({ chain }) => chain === "FORWARD"),
  };
}

interface Seen {
  readonly own: Map<string, string>;
  readonly behind: Map<string, string>;
  readonly routes: Map<string, string>;
}

function lookAt(way: TracedWay, seen: Seen): void {
  const [first] = way;
  const last = way.findLast(({ packet }) => packet !== undefined)?.packet;
  if (first?.packet === undefined || last === undefined) return;
  const { source, destination, inInterface, outInterface } = first.packet;
  if (inInterface !== undefined && inInterface !== "lo") seen.behind.set(source, inInterface);
  if (inInterface === undefined && outInterface !== undefined) {
    seen.own.set(source, outInterface);
    noteRoute(seen, destination, outInterface);
  }
  if (way.some(({ chain }) => chain === "INPUT"))
    seen.own.set(last.destination, inInterface ?? "lo");
  else if (inInterface !== undefined && isTranslatedBack(way, last.destination))
    seen.own.set(destination, inInterface);
  const leaving = way.findLast(isLeaving)?.packet;
  if (leaving?.outInterface !== undefined)
    noteRoute(seen, leaving.destination, leaving.outInterface);
}

function noteRoute({ routes, behind }: Seen, destination: string, device: string): void {
  if (device === "lo") return;
  routes.set(destination, device);
  behind.set(destination, device);
}

/** Within OUTPUT a new destination is shown beside the old interface. */
function isLeaving({ chain, packet }: TraceStep): boolean {
  return packet?.outInterface !== undefined && (chain === "FORWARD" || chain === "POSTROUTING");
}

/** The destination became another without nat being asked: it was the node's, which had put it in the sender's place. */
function isTranslatedBack(way: TracedWay, destination: string): boolean {
  return way[0]?.packet?.destination !== destination && !isAskedOfNat(way);
}

function interfacesOf(node: NodeSpec, { interfaces, own }: Shown): readonly InterfaceSpec[] {
  const known = new Set(node.interfaces.flatMap(({ addresses }) => addresses.map(bare)));
  const ports = [
    ...node.interfaces,
    ...interfaces
      .filter((name) => !node.interfaces.some((port) => port.name === name))
      .map((name) => ({ name, addresses: [], network: undefined })),
  ];
  const firstName = ports[0]?.name;
  return ports.map((port) => {
    const added = [...own]
      .filter(
        ([address, at]) =>
          !known.has(address) &&
          !isLoopback(address) &&
          port.name === (at === "lo" ? firstName : at),
      )
      .map(([address]) => `${address}/${address.includes(":") ? 128 : 32}`);
    return added.length === 0 ? port : { ...port, addresses: [...port.addresses, ...added] };
  });
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}

function bare(address: string): string {
  return address.split("/")[0] ?? address;
}

function networkOf({ name }: NodeSpec, port: InterfaceSpec): string {
  return port.network ?? `${name}/${port.name}`;
}

/** Where all routes are known the trace has nothing to add. */
function routesOf({ routes, unknown }: NodeSpec, shown: Shown): readonly string[] {
  if (unknown?.routes !== true) return routes;
  const seen = [...shown.routes]
    .filter(([destination]) => !shown.own.has(destination))
    .map(([destination, device]) => `${destination} dev ${device}`);
  return [...routes, ...seen.filter((route) => !routes.includes(route))];
}

/** Forwarding is on where something was forwarded, whatever the settings at hand do not say. */
function sysctlsOf({ sysctls }: NodeSpec, { forwards }: Shown): NodeSpec["sysctls"] {
  if (!forwards) return sysctls;
  return { "net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1, ...sysctls };
}

/** One host behind each interface, with the addresses that no host of the world has, or else those of the senders. */
function hostsOf(
  known: readonly HostSpec[],
  shown: Shown,
  { node, networks }: { readonly node: string; readonly networks: ReadonlyMap<string, string> },
): readonly HostSpec[] {
  const taken = new Set(known.flatMap(({ addresses }) => addresses));
  return shown.interfaces.flatMap((device): HostSpec[] => {
    const all = [...shown.behind]
      .filter(([address, at]) => at === device && !shown.own.has(address))
      .map(([address]) => address);
    const free = all.filter((address) => !taken.has(address));
    const network = networks.get(device);
    if (all.length === 0 || network === undefined) return [];
    const addresses = free.length === 0 ? all : free;
    return [{ name: hostBehind(device), network, addresses, gateway: node }];
  });
}
