import {
  type Address,
  familyOf,
  type HostSpec,
  type InterfaceSpec,
  isWithin,
  parseAddress,
  parseMaskedAddress,
  prefixBits,
} from "@/engine";
import type { PastedNode, PastedSource } from "@/scenarios/walkDocument";

/** A paste with somebody in it who has an address, and a sentence about where they stand. */
export interface PlacedSender {
  readonly source: PastedSource;
  readonly name: string;
  readonly note: string;
}

/** A way of a node towards an address. */
interface Way {
  readonly node: PastedNode;
  readonly port: InterfaceSpec;
  /** The router behind which the address is; undefined when it is on the link itself. */
  readonly router: string | undefined;
  readonly prefixBits: number;
}

/**
 * Puts a host with the address where packets to it leave: behind the interface by which it came in, else on the link that has
 * its network, else where the longest route leads. Undefined when no interface leads anywhere.
 */
export function placeSender(
  source: PastedSource,
  text: string,
  inInterface: string | undefined,
): PlacedSender | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const ways = source.nodes.flatMap((node) => waysTowards(node, address));
  const way =
    (inInterface === undefined ? undefined : wayBy(source, ways, inInterface)) ??
    best(ways) ??
    atInterface(source);
  return way === undefined ? undefined : placeAt(source, text, way);
}

function wayBy(source: PastedSource, ways: readonly Way[], name: string): Way | undefined {
  return best(ways.filter(({ port }) => port.name === name)) ?? atInterface(source, name);
}

function best(ways: readonly Way[]): Way | undefined {
  return ways.toSorted((one, other) => other.prefixBits - one.prefixBits)[0];
}

/** The interface of that name, the first one that is not `lo` where none is named. */
function atInterface({ nodes }: PastedSource, name?: string): Way | undefined {
  const found = nodes.flatMap((node) =>
    node.interfaces
      .filter((port) => (name === undefined ? port.name !== "lo" : port.name === name))
      .map((port) => ({ node, port, router: undefined, prefixBits: 0 })),
  );
  return found[0];
}

function waysTowards(node: PastedNode, address: Address): readonly Way[] {
  const onLinks = node.interfaces.flatMap((port) =>
    port.addresses.flatMap((written) => {
      const bits = bitsIfWithin(address, written);
      return bits === undefined ? [] : { node, port, router: undefined, prefixBits: bits };
    }),
  );
  const byRoutes = node.routes.flatMap((route) => {
    const words = route.replace(/^-6 /, "").split(" ");
    const after = (word: string) =>
      words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
    const router = after("via");
    const device = after("dev") ?? deviceOf(node, router);
    const port = node.interfaces.find(({ name }) => name === device);
    const bits = bitsOfRoute(address, words[0] ?? "");
    return port === undefined || bits === undefined || words.includes("table")
      ? []
      : { node, port, router, prefixBits: bits };
  });
  return [...onLinks, ...byRoutes];
}

function bitsOfRoute(address: Address, destination: string): number | undefined {
  return destination === "default" ? 0 : bitsIfWithin(address, destination);
}

function bitsIfWithin(address: Address, network: string): number | undefined {
  const masked = parseMaskedAddress(network, familyOf(address));
  return masked !== undefined && isWithin(address, masked) ? prefixBits(masked.mask) : undefined;
}

/** The interface on whose link a router is. */
function deviceOf(node: PastedNode, router: string | undefined): string | undefined {
  const address = router === undefined ? undefined : parseAddress(router);
  if (address === undefined) return undefined;
  return node.interfaces.find(({ addresses }) =>
    addresses.some((one) => bitsIfWithin(address, one) !== undefined),
  )?.name;
}

/** Behind a router stands who has the router's address: that host sends from the new one then. Else a host is added. */
function placeAt(source: PastedSource, text: string, { node, port, router }: Way): PlacedSender {
  const network = port.network ?? `${node.name}/${port.name}`;
  const behind = `${port.name} of ${node.name}`;
  const standIn =
    router === undefined ? undefined : source.hosts.find((host) => host.addresses.includes(router));
  if (standIn !== undefined)
    return {
      source: {
        ...source,
        hosts: source.hosts.map((host) => (host === standIn ? sendingFrom(host, text) : host)),
      },
      name: standIn.name,
      note: `${text} is behind the router ${router}, for which ${standIn.name} stands: ${standIn.name} sends from ${text} now.`,
    };
  const name = freeName(source, `host-${text.replaceAll(/[.:]+/g, "-")}`);
  const addresses = router === undefined ? [text] : [text, router];
  return {
    source: {
      ...source,
      hosts: [...source.hosts, { name, network, addresses, gateway: node.name }],
    },
    name,
    note: `Nobody had ${text}: ${name} was put behind ${behind}${router === undefined ? "" : `, where the router ${router} is`}.`,
  };
}

function sendingFrom(host: HostSpec, address: string): HostSpec {
  return { ...host, addresses: [address, ...host.addresses] };
}

function freeName({ nodes, hosts }: PastedSource, wanted: string): string {
  const taken = new Set([...nodes, ...hosts].map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}
