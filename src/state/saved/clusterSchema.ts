import {
  array,
  boolean,
  exactOptional,
  integer,
  maxValue,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  readonly,
  record,
  string,
  transform,
  union,
} from "valibot";
import {
  DETECT_LOCAL_MODES,
  OBJECT_KINDS,
  PROXY_MODES,
  SERVICE_TYPES,
  TRAFFIC_POLICIES,
  TRANSPORT_PROTOCOLS,
} from "@/kubernetes";

const wholeNumber = pipe(number(), integer(), minValue(0), maxValue(2 ** 32 - 1));
const labels = record(string(), string());
const texts = pipe(array(string()), readonly());

// JSON has no undefined: a field without a value is left out when it is written, and put back here.
const NO_SERVICE_FIELDS = {
  selector: undefined,
  clientIPAffinitySeconds: undefined,
  healthCheckNodePort: undefined,
};

const node = object({
  name: string(),
  labels,
  address: string(),
  otherAddresses: texts,
  podCIDR: string(),
  otherPodCIDRs: optional(texts, []),
  isReady: boolean(),
  isAssumed: boolean(),
});

const pod = object({
  namespace: string(),
  name: string(),
  labels,
  nodeName: string(),
  address: string(),
  otherAddresses: texts,
  isHostNetwork: boolean(),
  isReady: boolean(),
  isTerminating: boolean(),
  containerPorts: array(
    object({ name: string(), protocol: picklist(TRANSPORT_PROTOCOLS), port: wholeNumber }),
  ),
  isAssumed: boolean(),
});

const servicePort = pipe(
  object({
    name: string(),
    protocol: picklist(TRANSPORT_PROTOCOLS),
    port: wholeNumber,
    targetPort: union([wholeNumber, string()]),
    nodePort: optional(wholeNumber),
  }),
  transform((port) => ({ nodePort: undefined, ...port })),
);

const service = pipe(
  object({
    namespace: string(),
    name: string(),
    labels,
    annotations: labels,
    type: picklist(SERVICE_TYPES),
    clusterIP: string(),
    otherClusterIPs: texts,
    selector: optional(labels),
    ports: array(servicePort),
    externalTrafficPolicy: picklist(TRAFFIC_POLICIES),
    internalTrafficPolicy: picklist(TRAFFIC_POLICIES),
    clientIPAffinitySeconds: optional(wholeNumber),
    externalIPs: texts,
    loadBalancerIngress: array(object({ ip: string(), ipMode: picklist(["VIP", "Proxy"]) })),
    loadBalancerSourceRanges: texts,
    healthCheckNodePort: optional(wholeNumber),
  }),
  transform((fields) => ({ ...NO_SERVICE_FIELDS, ...fields })),
);

const objectRef = pipe(
  object({ kind: picklist(OBJECT_KINDS), namespace: optional(string()), name: string() }),
  transform((ref) => ({ namespace: undefined, ...ref })),
);

const endpoint = pipe(
  object({
    addresses: texts,
    nodeName: string(),
    zone: string(),
    isReady: boolean(),
    isServing: boolean(),
    isTerminating: boolean(),
    zoneHints: texts,
    nodeHints: exactOptional(texts),
    pod: optional(objectRef),
  }),
  transform((fields) => ({ pod: undefined, ...fields })),
);

const endpointSlice = object({
  namespace: string(),
  name: string(),
  serviceName: string(),
  addressType: picklist(["IPv4", "IPv6", "FQDN"]),
  endpoints: array(endpoint),
  ports: array(
    object({ name: string(), protocol: picklist(TRANSPORT_PROTOCOLS), port: wholeNumber }),
  ),
});

const proxySettings = object({
  version: string(),
  mode: picklist(PROXY_MODES),
  ipFamily: picklist(["IPv4", "IPv6"]),
  detectLocalMode: picklist(DETECT_LOCAL_MODES),
  clusterCIDR: string(),
  bridgeInterface: string(),
  interfaceNamePrefix: string(),
  masqueradeAll: boolean(),
  masqueradeBit: pipe(wholeNumber, maxValue(31)),
  nodePortAddresses: texts,
  localhostNodePorts: boolean(),
  hasRandomFully: boolean(),
  isTcpBeLiberal: boolean(),
  hasNfacct: exactOptional(boolean()),
});

/** `Cluster` in its saved form. Field by field the same; what is checked here is the shape, not the sense. */
export const clusterSchema = object({
  nodes: array(node),
  pods: array(pod),
  services: array(service),
  endpointSlices: array(endpointSlice),
  clients: array(object({ name: string(), address: string() })),
  settings: object({
    serviceCIDR: string(),
    podCIDR: string(),
    nodePortRange: object({ from: wholeNumber, to: wholeNumber }),
    nodePrefixBits: pipe(wholeNumber, maxValue(32)),
    routerAddress: string(),
    proxy: proxySettings,
  }),
});
