import {
  familyOf,
  type HostSpec,
  type InterfaceSpec,
  isWithin,
  parseAddress,
  parseMaskedAddress,
} from "@/engine";
import type { CollectedNode } from "./collectedNode";
import { leadsOutside, outerInterface } from "./nodeInterfaces";
import type { ToldNode } from "./toldNode";

/** Set aside for documentation, so that they are nobody's. Source: RFC 5737, TEST-NET-3; RFC 3849. */
const CLIENT = { IPv4: "203.0.113.7", IPv6: "2001:db8::7" } as const;

/** A host while addresses are being gathered for it. */
interface Draft extends Omit<HostSpec, "addresses"> {
  readonly addresses: string[];
}

/** Who stands around the nodes, and what of it nothing says. */
export function hostsAround(
  told: readonly ToldNode[],
  nodes: readonly CollectedNode[],
  names: ReadonlyMap<string, string>,
): { readonly hosts: readonly HostSpec[]; readonly assumed: readonly string[] } {
  const around = new Around(told, nodes, names);
  around.addClient();
  around.addPodsOfRoutes();
  around.addGateways();
  around.addNeighbours();
  return { hosts: around.hosts, assumed: around.assumed };
}

/** A route as far as hosts are told from it. */
interface WayTo {
  /** Whether it is of the main table. */
  readonly isMain: boolean;
  readonly destination: string;
  readonly gateway: string | undefined;
  readonly device: string | undefined;
}

class Around {
  readonly hosts: Draft[] = [];
  readonly assumed: string[] = [];
  readonly #told: readonly ToldNode[];
  readonly #nodes: readonly CollectedNode[];
  readonly #names: ReadonlyMap<string, string>;
  readonly #takenNames: Set<string>;
  /** By address; a node's own and those of hosts that were made. */
  readonly #owned: Set<string>;

  constructor(
    told: readonly ToldNode[],
    nodes: readonly CollectedNode[],
    names: ReadonlyMap<string, string>,
  ) {
    this.#told = told;
    this.#nodes = nodes;
    this.#names = names;
    this.#takenNames = new Set(nodes.map(({ name }) => name));
    this.#owned = new Set(
      nodes.flatMap(({ interfaces }) =>
        interfaces.flatMap(({ addresses }) => addresses.map(withoutBits)),
      ),
    );
  }

  /** The client stands for the router too: a host is handed whatever comes by its addresses. */
  addClient(): void {
    const [node] = this.#nodes;
    const [told] = this.#told;
    if (node === undefined || told === undefined) return;
    const outer = outerInterface(told.reading, told.rules);
    const port = node.interfaces.find(({ name }) => name === outer) ?? node.interfaces[0];
    if (port === undefined) return;
    const routers = waysOf(node).flatMap(({ destination, gateway, device, isMain }) =>
      isMain && destination === "default" && gateway !== undefined && (device ?? outer) === outer
        ? [gateway]
        : [],
    );
    const hasIpv6 = told.rules.isIpv6 || routers.some((router) => router.includes(":"));
    const isIpv4 = !told.rules.isIpv6 || routers.some((router) => router.includes("."));
    const own = [...(isIpv4 ? [CLIENT.IPv4] : []), ...(hasIpv6 ? [CLIENT.IPv6] : [])];
    this.#add("client", networkOf(node, port), [...own, ...routers], node.name, "its own");
    const behind = routers.length > 0 ? `the router ${routers.join(", ")}` : port.name;
    this.assumed.push(`A client, ${own.join(", ")}, stands behind ${behind} of ${node.name}.`);
  }

  /** A route to one address by an interface says who is behind it. */
  addPodsOfRoutes(): void {
    for (const node of this.#nodes) {
      for (const { destination, gateway, device } of waysOf(node)) {
        const port = node.interfaces.find(({ name }) => name === device);
        const address = singleAddress(destination);
        if (gateway !== undefined || port === undefined || address === undefined) continue;
        if (this.#owned.has(address)) continue;
        const behind = this.hosts.find(({ network }) => network === networkOf(node, port));
        if (behind !== undefined && !leadsOutside({ name: port.name, kind: undefined })) {
          behind.addresses.push(address);
          this.#owned.add(address);
        } else {
          const name = this.#nameOf(address, "pod");
          this.#add(name, networkOf(node, port), [address], node.name);
        }
      }
    }
  }

  /** Where routes lead to and nobody given is: another machine, which takes what is its own and passes on the rest. */
  addGateways(): void {
    for (const node of this.#nodes) {
      for (const { gateway, device } of waysOf(node)) {
        if (gateway === undefined || this.#owned.has(gateway)) continue;
        const port =
          node.interfaces.find(({ name }) => name === device) ?? portTowards(node, gateway);
        if (port === undefined) continue;
        const name = this.#nameOf(gateway, "gateway");
        this.#add(name, networkOf(node, port), [gateway], node.name, "its own");
      }
    }
  }

  /** Where DNAT sends packets to, and what kubectl names, when it is on a link of a node. */
  addNeighbours(): void {
    const targets = this.#told.flatMap(({ rules }) => rules.pods);
    for (const address of new Set([...targets, ...this.#names.keys()])) {
      if (this.#owned.has(address)) continue;
      const found = this.#nodes.flatMap((node) => {
        const port = portTowards(node, address);
        return port === undefined ? [] : [{ node, port }];
      })[0];
      if (found === undefined) continue;
      const { node, port } = found;
      const kind = leadsOutside({ name: port.name, kind: undefined }) ? "host" : "pod";
      this.#add(this.#nameOf(address, kind), networkOf(node, port), [address], node.name);
    }
  }

  #nameOf(address: string, kind: string): string {
    return this.#names.get(address) ?? `${kind}-${address.replaceAll(/[.:]+/g, "-")}`;
  }

  #add(
    wanted: string,
    network: string,
    addresses: readonly string[],
    gateway: string,
    takes?: HostSpec["takes"],
  ): void {
    let name = wanted;
    for (let number = 2; this.#takenNames.has(name); number++) name = `${wanted}-${number}`;
    this.#takenNames.add(name);
    for (const address of addresses) this.#owned.add(address);
    const own = { name, network, addresses: [...new Set(addresses)], gateway };
    this.hosts.push(takes === undefined ? own : { ...own, takes });
  }
}

function waysOf({ routes }: CollectedNode): readonly WayTo[] {
  return routes.flatMap((route) => {
    const words = route.replace(/^-6 /, "").split(" ");
    const [destination = ""] = words;
    if (/^[a-z]/.test(destination) && destination !== "default") return [];
    const isMain = !words.includes("table");
    // Of a route with several next hops each is a way.
    return route.split(" nexthop ").flatMap((part, index, parts) => {
      if (index === 0 && parts.length > 1) return [];
      const after = (word: string) => new RegExp(`(?:^| )${word} (\\S+)`).exec(part)?.[1];
      return [{ isMain, destination, gateway: after("via"), device: after("dev") }];
    });
  });
}

function networkOf(node: CollectedNode, port: InterfaceSpec): string {
  return port.network ?? `${node.name}/${port.name}`;
}

/** The interface that has an address's network. */
function portTowards(node: CollectedNode, text: string): InterfaceSpec | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  return node.interfaces.find(
    ({ addresses, isDown }) =>
      !isDown &&
      addresses.some((one) => {
        const network = parseMaskedAddress(one, familyOf(address));
        return network !== undefined && isWithin(address, network);
      }),
  );
}

/** `10.244.1.7` or `10.244.1.7/32`; undefined for a network. */
function singleAddress(destination: string): string | undefined {
  const [written = "", bits] = destination.split("/");
  const address = parseAddress(written);
  if (address === undefined) return undefined;
  const most = familyOf(address) === "IPv4" ? "32" : "128";
  return bits === undefined || bits === most ? written : undefined;
}

function withoutBits(address: string): string {
  return address.split("/")[0] ?? address;
}
