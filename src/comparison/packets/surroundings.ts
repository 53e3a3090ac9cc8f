import {
  ADDRESS_BITS,
  type Address,
  type Family,
  type HostSpec,
  isWithin,
  type NodeSpec,
  parseAddress,
  parseMaskedAddress,
  printMaskedAddress,
} from "@/engine";

/** What the rules of both dumps tell of the node. */
export interface ToldFacts {
  readonly family: Family;
  readonly interfaces: readonly string[];
  /** The node's own. */
  readonly addresses: readonly string[];
  /** Where DNAT sends to. */
  readonly pods: readonly string[];
}

/** Everything around two dumps of rules alone, the same for both: their packets then fare differently for the rules' sake. */
export interface Surroundings {
  /** The node without its rules. */
  readonly node: Omit<NodeSpec, "rules" | "rulesOfOtherFamily">;
  readonly hosts: readonly HostSpec[];
  /** Who sends from where. */
  readonly senders: Senders;
}

/** The hosts from which packets are sent. */
export interface Senders {
  readonly node: string;
  readonly nodeAddress: Address;
  /** Somebody beyond the router. */
  readonly outside: Sender;
  /** Who stands for all pods. */
  readonly pods: Sender;
  /** By interface, who is behind it. */
  readonly behind: ReadonlyMap<string, Sender>;
  /** The networks that pods are in. */
  readonly podNetworks: readonly string[];
}

export interface Sender {
  readonly name: string;
  readonly address: Address;
}

/** What is assumed where rules tell nothing. Set aside for documentation. Source: RFC 5737, RFC 3849. */
const ASSUMED = {
  IPv4: {
    node: "192.0.2.10",
    outside: "203.0.113.7",
    router: "192.0.2.1",
    pod: "10.244.0.99",
    podRouter: "169.254.1.1",
    podBits: 24,
    behind: (number: number) => `198.51.100.${(number % 250) + 1}`,
    option: "",
    forwarding: "net/ipv4/ip_forward",
  },
  IPv6: {
    node: "2001:db8::10",
    outside: "2001:db8:1::7",
    router: "2001:db8::1",
    pod: "fd00:10:244::99",
    podRouter: "fd00:ffff::1",
    podBits: 64,
    behind: (number: number) => `2001:db8:2::${(number + 1).toString(16)}`,
    option: "-6 ",
    forwarding: "net/ipv6/conf/all/forwarding",
  },
} as const;

const OUTER = /^(?:eth|ens|enp|eno|bond|wl)/;
const POD_SIDE = /^(?:cni|cbr|docker|flannel|br-|weave|kube-bridge|antrea-gw|cilium_host)/;

/** More interfaces than these are not told apart. */
const MOST_INTERFACES = 40;

/**
 * A node that has what the rules tell of: addresses, interfaces, and all pods behind one of them. Whoever is outside stands
 * behind a router that takes everything, so that only the rules decide.
 */
export function surroundingsOf(facts: ToldFacts): Surroundings {
  const usual = ASSUMED[facts.family];
  const outer = facts.interfaces.find((name) => OUTER.test(name)) ?? "eth0";
  const inner = facts.interfaces.find((name) => POD_SIDE.test(name)) ?? "pods0";
  const others = facts.interfaces
    .filter((name) => name !== outer && name !== inner && name !== "lo")
    .slice(0, MOST_INTERFACES);
  const addresses = facts.addresses.length > 0 ? facts.addresses : [usual.node];
  const podNetworks = podNetworksOf(facts, addresses);
  const bits = ADDRESS_BITS[facts.family];
  const pod = addressOf(facts.pods.find((one) => !addresses.includes(one)) ?? usual.pod);
  return {
    node: {
      name: "node",
      interfaces: [
        { name: outer, network: outer, addresses: addresses.map((one) => `${one}/${bits}`) },
        ...[inner, ...others].map((name) => ({ name, network: name, addresses: [] })),
      ],
      routes: [
        `${usual.option}default via ${usual.router} dev ${outer} onlink`,
        ...podNetworks.map((network) => `${network} via ${usual.podRouter} dev ${inner} onlink`),
        ...others.map((name, number) => `${usual.behind(number)}/${bits} dev ${name}`),
      ],
      sysctls: { [usual.forwarding]: 1 },
      ipsets: [],
      unknown: { ipsets: true, programs: true },
    },
    hosts: [
      { name: "outside", network: outer, addresses: [usual.outside, usual.router] },
      { name: "pods", network: inner, addresses: [usual.podRouter] },
      ...others.map((name, number) => ({
        name: `behind-${name}`,
        network: name,
        addresses: [usual.behind(number)],
      })),
    ],
    senders: {
      node: "node",
      nodeAddress: addressOf(addresses[0] ?? usual.node),
      outside: { name: "outside", address: addressOf(usual.outside) },
      pods: { name: "pods", address: pod },
      behind: new Map([
        [outer, { name: "outside", address: addressOf(usual.outside) }],
        [inner, { name: "pods", address: pod }],
        ...others.map((name, number): [string, Sender] => [
          name,
          { name: `behind-${name}`, address: addressOf(usual.behind(number)) },
        ]),
      ]),
      podNetworks,
    },
  };
}

/** The networks of the pods; one that holds an address of the node too is told pod by pod. */
export function podNetworksOf(
  { family, pods }: ToldFacts,
  own: readonly string[],
): readonly string[] {
  const { podBits } = ASSUMED[family];
  const networks = new Set<string>();
  for (const pod of pods) {
    if (own.includes(pod)) continue;
    const network = parseMaskedAddress(`${pod}/${podBits}`, family);
    const isShared = own.some((one) => {
      const address = parseAddress(one);
      return address !== undefined && network !== undefined && isWithin(address, network);
    });
    if (network !== undefined)
      networks.add(isShared ? `${pod}/${ADDRESS_BITS[family]}` : printMaskedAddress(network));
  }
  return [...networks];
}

function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}
