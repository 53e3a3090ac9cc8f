import { containsAddress } from "../objects/cidr";
import type { ServicePort } from "../objects/service";
import { freeAddress, freeName, freeNodePort } from "./clashes";
import {
  dnsLabel,
  dnsServiceName,
  each,
  type FieldCheck,
  firstFault,
  ipv4Address,
  ipv4Prefix,
  ordinaryAddress,
  orNothing,
  portNumber,
  targetPort,
  wholeNumber,
} from "./fieldCheck";
import { serviceIn } from "./owners";

const inServiceRange: FieldCheck = (value, { cluster }) => {
  const range = cluster.settings.serviceCIDR;
  return containsAddress(range, value)
    ? undefined
    : { why: "is outside the range of cluster IPs", allowed: `use an address in ${range}` };
};

const givenClusterIP = firstFault(ipv4Address, inServiceRange, freeAddress);

/** "None" makes a Service headless; an IPv6 address is kept and said not to be built elsewhere. */
const clusterIP: FieldCheck = (value, place) => {
  const type = serviceIn(place.cluster, place.self)?.type;
  if (value === "None" || value.includes(":")) return undefined;
  if (value === "" && type === "ExternalName") return undefined;
  return givenClusterIP(value, place);
};

const LONGEST_AFFINITY_SECONDS = 86_400;

// Source: kubernetes pkg/apis/core/validation/validation.go, validateClientIPAffinityConfig
const affinitySeconds: FieldCheck = (value) => {
  const seconds = wholeNumber(value);
  if (seconds !== undefined && seconds >= 1 && seconds <= LONGEST_AFFINITY_SECONDS)
    return undefined;
  return {
    why: "is no time that Kubernetes takes",
    allowed: `use 1 to ${LONGEST_AFFINITY_SECONDS} seconds (a day)`,
  };
};

/** The API server gives one of the node ports when none is asked for. */
const healthCheckNodePort = orNothing(freeNodePort("TCP"));

/** What holds for the fields of a Service that are not in a list. */
export const SERVICE_FIELDS = {
  "metadata.namespace": dnsLabel,
  "metadata.name": firstFault(dnsServiceName, freeName),
  "spec.clusterIP": clusterIP,
  "spec.externalIPs": each(ordinaryAddress),
  "spec.loadBalancerSourceRanges": each(ipv4Prefix),
  "spec.healthCheckNodePort": healthCheckNodePort,
  "spec.sessionAffinityConfig.clientIP.timeoutSeconds": affinitySeconds,
  "status.loadBalancer.ingress": each(ordinaryAddress),
} as const satisfies Record<string, FieldCheck>;

export const PORT_FIELDS = ["name", "port", "targetPort", "nodePort"] as const;
export type PortField = (typeof PORT_FIELDS)[number];

/** What holds for a field of the port with this index. */
export function portFieldCheck(index: number, field: PortField): FieldCheck {
  switch (field) {
    case "name":
      return portName(index);
    case "port":
      return firstFault(portNumber, ownPort(index));
    case "targetPort":
      return targetPort;
    case "nodePort":
      return (value, place) => {
        const { protocol } = portAt(place, index) ?? { protocol: "TCP" };
        return value === "" ? undefined : freeNodePort(protocol)(value, place);
      };
  }
}

type Place = Parameters<FieldCheck>[1];

function portName(index: number): FieldCheck {
  return (value, place) => {
    const ports = serviceIn(place.cluster, place.self)?.ports ?? [];
    if (value === "" && ports.length <= 1) return undefined;
    if (value === "") {
      return { why: "is missing", allowed: "a Service with several ports has to name each" };
    }
    const isTaken = ports.some((port, position) => position !== index && port.name === value);
    if (isTaken) return { why: "is already another port's name", allowed: "use another one" };
    return dnsLabel(value, place);
  };
}

function ownPort(index: number): FieldCheck {
  return (value, place) => {
    const service = serviceIn(place.cluster, place.self);
    const protocol = service?.ports[index]?.protocol ?? "TCP";
    const isTaken = service?.ports.some(
      (port, position) =>
        position !== index && port.protocol === protocol && String(port.port) === value,
    );
    return isTaken
      ? { why: `is already another ${protocol} port of this Service`, allowed: "use another one" }
      : undefined;
  };
}

function portAt({ cluster, self }: Place, index: number): ServicePort | undefined {
  return serviceIn(cluster, self)?.ports[index];
}
