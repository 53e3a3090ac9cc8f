import type { HostSpec, InterfaceSpec, NodeSpec, WorldSpec } from "@/engine";
import type { TracedPacket } from "@/intake/traces/traceStep";
import { type ShownByTrace, shownByTrace } from "./shownByTrace";
import type { TracedWay } from "./tracedPackets";

/**
 * A node with what a trace shows of it besides: interfaces, addresses of its own, where packets leave, and a host behind each
 * interface for those that the packets come from and go to. What is known already stays, and so does what is not.
 */
export function tracedWorld(
  spec: WorldSpec,
  node: NodeSpec,
  ways: readonly TracedWay[],
): WorldSpec {
  const shown = shownByTrace(ways);
  const interfaces = interfacesOf(node, shown);
  const known = spec.hosts.filter((host) => isToKeep(host, node, shown));
  const networks = new Map(interfaces.map((port) => [port.name, networkOf(node, port)]));
  return {
    nodes: spec.nodes.map((one) =>
      one === node
        ? { ...node, interfaces, ...routingOf(node, shown), sysctls: sysctlsOf(node, shown) }
        : one,
    ),
    hosts: [...known, ...hostsOf(known, shown, { node: node.name, networks })],
    conntrack: ways.some(isAskedOfNat) ? "on" : "auto",
  };
}

/** A host that was put beside a dump of which nothing is known gives way to those that the trace shows. */
function isToKeep(
  { addresses }: HostSpec,
  { unknown }: NodeSpec,
  { behind }: ShownByTrace,
): boolean {
  return unknown?.interfaces !== true || addresses.some((address) => behind.has(address));
}

/** Nat is only asked where connections are tracked. */
function isAskedOfNat(way: TracedWay): boolean {
  return way.some(({ table }) => table === "nat");
}

/** The name of the host that stands for all that is behind an interface. */
function hostBehind(device: string): string {
  return `behind-${device}`;
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

function interfacesOf(node: NodeSpec, { interfaces, own }: ShownByTrace): readonly InterfaceSpec[] {
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
function routingOf(
  { routes, routingRules = [], unknown }: NodeSpec,
  shown: ShownByTrace,
): Pick<NodeSpec, "routes" | "routingRules"> {
  if (unknown?.routes !== true) return { routes, routingRules };
  const plain = new Map<string, string>();
  const [ownRoutes, ownRules] = [[...routes], [...routingRules]];
  // Packets without a mark show the usual way.
  const seen = shown.routes.filter(({ destination }) => !shown.own.has(destination));
  for (const { destination, mark, device } of [...seen].sort((one, two) => one.mark - two.mark)) {
    const usual = plain.get(destination);
    if (usual === undefined) {
      plain.set(destination, device);
      ownRoutes.push(`${destination} dev ${device}`);
    } else if (usual !== device) {
      const table = FIRST_TABLE + ownRules.length;
      ownRules.push(`${destination.includes(":") ? "-6 " : ""}fwmark ${mark} table ${table}`);
      ownRoutes.push(`${destination} dev ${device} table ${table}`);
    }
  }
  return { routes: ownRoutes, routingRules: ownRules };
}

/** Routing tables that no system has a name for. */
const FIRST_TABLE = 7000;

/** Forwarding is on where something was forwarded, whatever the settings at hand do not say; the same for 127/8. */
function sysctlsOf(
  { sysctls }: NodeSpec,
  { forwards, routesLocalnet }: ShownByTrace,
): NodeSpec["sysctls"] {
  return {
    ...(forwards ? { "net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1 } : {}),
    ...(routesLocalnet ? { "net/ipv4/conf/all/route_localnet": 1 } : {}),
    ...sysctls,
  };
}

/** One host behind each interface, with the addresses that no host of the world has, or else those of the senders. */
function hostsOf(
  known: readonly HostSpec[],
  shown: ShownByTrace,
  { node, networks }: { readonly node: string; readonly networks: ReadonlyMap<string, string> },
): readonly HostSpec[] {
  const taken = new Set(known.flatMap(({ addresses }) => addresses));
  return shown.interfaces.flatMap((device): HostSpec[] => {
    const all = [...shown.behind].filter(([, at]) => at === device).map(([address]) => address);
    const free = all.filter((address) => !taken.has(address) && !shown.own.has(address));
    const network = networks.get(device);
    if (all.length === 0 || network === undefined) return [];
    const addresses = free.length === 0 ? all : free;
    return [{ name: hostBehind(device), network, addresses, gateway: node }];
  });
}
