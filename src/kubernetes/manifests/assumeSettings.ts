import {
  isWithin,
  parseAddress,
  parseMaskedAddress,
  printAddress,
  printMaskedAddress,
} from "@/engine";
import { containsAddress, nthAddress, parseCidr } from "../objects/cidr";
import { type ClusterSettings, DEFAULT_CLUSTER_SETTINGS } from "../objects/cluster";
import type { Node } from "../objects/node";
import type { ManifestParts } from "./manifestParts";

/** Settings that fit the objects, and sentences about what manifests do not tell and was taken instead. */
export interface AssumedSettings {
  readonly settings: ClusterSettings;
  readonly assumptions: readonly string[];
}

const WIDEST_POD_PREFIX = 16;
const WIDEST_SERVICE_PREFIX = 16;
const WIDEST_NODE_PREFIX = 24;

/** Nodes' pod ranges and Services' addresses show where ranges lie; how wide they are is not written anywhere. */
export function assumeSettings(parts: ManifestParts): AssumedSettings {
  const usual = DEFAULT_CLUSTER_SETTINGS;
  const assumptions: string[] = [];
  const assume = (what: string, taken: string, expected: string) => {
    if (taken !== expected) {
      assumptions.push(`${what} is taken to be ${taken}, because the manifests do not tell it.`);
    }
    return taken;
  };
  const podCIDRs = parts.nodes.map((node) => node.podCIDR);
  const podAddresses = parts.pods.filter((pod) => !pod.isHostNetwork).map((pod) => pod.address);
  const podFirsts = [...podCIDRs.map((prefix) => prefix.split("/")[0] ?? ""), ...podAddresses];
  const podCIDR = rangeOf(podFirsts, usual.podCIDR, WIDEST_POD_PREFIX);
  const serviceIPs = parts.services.map((service) => service.clusterIP);
  const serviceCIDR = rangeOf(serviceIPs, usual.serviceCIDR, WIDEST_SERVICE_PREFIX);
  const nodeAddresses = parts.nodes.map((node) => node.address).filter((text) => text !== "");
  const nodeRange = rangeOf(nodeAddresses, `${usual.routerAddress}/24`, WIDEST_NODE_PREFIX);
  const podRangesIpv6 = podRangeInIpv6(parts.nodes).map((range) =>
    assume("The pod range of IPv6", range, ""),
  );
  const settings: ClusterSettings = {
    ...usual,
    podCIDR: assume("The pod range", podCIDR, usual.podCIDR),
    serviceCIDR: assume("The Service range", serviceCIDR, usual.serviceCIDR),
    nodePrefixBits: parseCidr(nodeRange)?.prefixBits ?? usual.nodePrefixBits,
    routerAddress: routerIn(nodeRange, nodeAddresses),
    proxy: { ...usual.proxy, clusterCIDR: [podCIDR, ...podRangesIpv6].join(",") },
  };
  if (parts.nodes.length > 0) {
    const network = parseCidr(nodeRange);
    const first = network === undefined ? "" : nthAddress(network, 0);
    assumptions.push(
      `The nodes are taken to share ${first}/${settings.nodePrefixBits}, with the router at ${settings.routerAddress}: a Node does not tell its network.`,
    );
  }
  return { settings, assumptions };
}

/** `usual` when it holds all addresses, else the narrowest prefix that does, but not narrower than `widest` bits. */
function rangeOf(addresses: readonly string[], usual: string, widest: number): string {
  const known = addresses.filter((address) => parseCidr(`${address}/32`) !== undefined);
  const [first] = known;
  if (first === undefined || known.every((address) => containsAddress(usual, address))) {
    return usual;
  }
  for (let bits = widest; bits > 0; bits -= 1) {
    const prefix = `${first}/${bits}`;
    if (known.every((address) => containsAddress(prefix, address))) {
      const cidr = parseCidr(prefix);
      return cidr === undefined ? usual : `${nthAddress(cidr, 0)}/${bits}`;
    }
  }
  return "0.0.0.0/0";
}

/** The first address of the network, or the last when a node has that. */
function routerIn(network: string, taken: readonly string[]): string {
  const range = parseCidr(network);
  if (range === undefined) return DEFAULT_CLUSTER_SETTINGS.routerAddress;
  const first = nthAddress(range, 1);
  const last = nthAddress(range, 2 ** (32 - range.prefixBits) - 2);
  return taken.includes(first) ? last : first;
}

/** How long the prefix of a cluster's pod range is in IPv6, the likeliest first. */
const IPV6_POD_PREFIXES = [56, 48, 40, 32, 16, 0];

/** The narrowest usual prefix that holds all pod ranges of IPv6; none where there are none. */
function podRangeInIpv6(nodes: readonly Node[]): readonly string[] {
  const ranges = nodes.flatMap(({ otherPodCIDRs }) => otherPodCIDRs);
  const firsts = ranges.flatMap((range) => parseAddress(range.split("/")[0] ?? "") ?? []);
  const [first] = firsts;
  if (first === undefined) return [];
  for (const bits of IPV6_POD_PREFIXES) {
    const prefix = parseMaskedAddress(`${printAddress(first)}/${bits}`, "IPv6");
    if (prefix !== undefined && firsts.every((one) => isWithin(one, prefix)))
      return [printMaskedAddress(prefix)];
  }
  return [];
}
