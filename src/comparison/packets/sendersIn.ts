import {
  type Address,
  type Family,
  familyOf,
  isLoopback,
  parseAddress,
  printAddress,
  type WorldSpec,
} from "@/engine";
import { podNetworksOf, type Sender, type Senders, type ToldFacts } from "./surroundings";

interface KnownHosts {
  readonly nodes: readonly Pick<WorldSpec["nodes"][number], "name" | "interfaces">[];
  readonly hosts: WorldSpec["hosts"];
}

/** Who can send a node packets in a world that is known; undefined when nobody in it has an address of the family. */
export function sendersIn(
  { nodes, hosts }: KnownHosts,
  facts: ToldFacts & { readonly node: string },
): Senders | undefined {
  const node = nodes.find(({ name }) => name === facts.node);
  const written = node?.interfaces.flatMap(({ addresses }) => addresses) ?? [];
  const own = parsed(written, facts.family);
  const nodeAddress = own.find((one) => !isLoopback(one));
  const known = hosts.flatMap((host) => {
    const [address] = parsed(host.addresses, facts.family);
    return address === undefined ? [] : { name: host.name, address, network: host.network };
  });
  const pods = known.find(({ address }) => facts.pods.some((pod) => parseAddress(pod) === address));
  const outside = known.find((one) => one !== pods) ?? pods;
  if (node === undefined || nodeAddress === undefined || outside === undefined) return undefined;
  const behind = node.interfaces.flatMap((port): [string, Sender][] => {
    const network = port.network ?? `${node.name}/${port.name}`;
    const host = known.find((one) => one.network === network);
    return host === undefined ? [] : [[port.name, host]];
  });
  return {
    node: node.name,
    nodeAddress,
    outside,
    pods: pods ?? outside,
    behind: new Map(behind),
    podNetworks: podNetworksOf(facts, own.map(printAddress)),
  };
}

/** Those of a family, without their prefix lengths. */
function parsed(written: readonly string[], family: Family): readonly Address[] {
  return written.flatMap((text) => {
    const address = parseAddress(text.split("/")[0] ?? "");
    return address === undefined || familyOf(address) !== family ? [] : address;
  });
}
