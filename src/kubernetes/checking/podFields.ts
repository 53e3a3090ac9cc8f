import { containsAddress } from "../objects/cidr";
import { freeAddress, freeName } from "./clashes";
import { dnsLabel, dnsSubdomain, type FieldCheck, firstFault, ipv4Address } from "./fieldCheck";
import { ownersIn, podIn } from "./owners";

const knownNode: FieldCheck = (value, { cluster }) => {
  if (ownersIn(cluster).nodes.has(value)) return undefined;
  const names = cluster.nodes.map((node) => node.name).join(", ");
  return { why: "is no node of this cluster", allowed: `use one of ${names || "(no nodes yet)"}` };
};

const inPodRange: FieldCheck = (value, { cluster, self }) => {
  const pod = podIn(cluster, self);
  const node = ownersIn(cluster).nodes.get(pod?.nodeName ?? "");
  if (node === undefined || node.podCIDR === "" || containsAddress(node.podCIDR, value)) {
    return undefined;
  }
  return {
    severity: "warning",
    why: `is outside ${node.podCIDR}, the pod range of Node ${node.name}`,
    allowed: "other nodes do not find the pod there, unless a route of its own leads to it",
  };
};

const podAddress: FieldCheck = (value, place) => {
  if (podIn(place.cluster, place.self)?.isHostNetwork) return ipv4Address(value, place);
  return firstFault(ipv4Address, freeAddress, inPodRange)(value, place);
};

/** What holds for the fields of a Pod. */
export const POD_FIELDS = {
  "metadata.namespace": dnsLabel,
  "metadata.name": firstFault(dnsSubdomain, freeName),
  "spec.nodeName": knownNode,
  "status.podIP": podAddress,
} as const satisfies Record<string, FieldCheck>;
