import { containsAddress, overlap, parseCidr } from "../objects/cidr";
import { freeAddress, freeName } from "./clashes";
import { dnsSubdomain, type FieldCheck, firstFault, ipv4Address, ipv4Prefix } from "./fieldCheck";
import { ownersIn } from "./owners";

const onNodeNetwork: FieldCheck = (value, { cluster }) => {
  const { routerAddress, nodePrefixBits } = cluster.settings;
  const network = `${routerAddress}/${nodePrefixBits}`;
  if (value === routerAddress) {
    return { why: "is the router's address", allowed: `use another one in ${network}` };
  }
  if (containsAddress(network, value)) return undefined;
  return {
    severity: "warning",
    why: "is not on the network of the other nodes and the router",
    allowed: `use an address in ${network}`,
  };
};

const ownPodRange: FieldCheck = (value, { cluster, self }) => {
  const own = parseCidr(value);
  if (own === undefined) return undefined;
  const other = ownersIn(cluster).podRanges.find(
    ({ node, range }) => node.name !== self.name && overlap(range, own),
  )?.node;
  if (other === undefined) return undefined;
  const why = `overlaps ${other.podCIDR}, the pod range of Node ${other.name}`;
  return { why, allowed: "use a range of its own" };
};

const inClusterPodRange: FieldCheck = (value, { cluster }) => {
  const range = cluster.settings.podCIDR;
  if (containsAddress(range, value.split("/")[0] ?? "")) return undefined;
  return {
    severity: "warning",
    why: `is outside the cluster's pod range ${range}`,
    allowed: "kube-proxy masquerades traffic from pods that it does not take for local",
  };
};

/** What holds for the fields of a Node. */
export const NODE_FIELDS = {
  "metadata.name": firstFault(dnsSubdomain, freeName),
  "status.addresses": firstFault(ipv4Address, freeAddress, onNodeNetwork),
  "spec.podCIDR": firstFault(ipv4Prefix, ownPodRange, inClusterPodRange),
} as const satisfies Record<string, FieldCheck>;
