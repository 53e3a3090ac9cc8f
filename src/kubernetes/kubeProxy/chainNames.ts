import { sha256Start } from "./sha256Start";

/** The chains of one service port; all share the same 16 letters. */
export interface ServiceChainNames {
  /** All endpoints that the policy Cluster allows. */
  readonly cluster: string;
  /** Endpoints on this node only. */
  readonly local: string;
  /** Traffic from outside, before the policy is applied. */
  readonly external: string;
  /** Load balancer traffic whose source must be checked. */
  readonly firewall: string;
  /** External traffic under policy Local, before 1.24. */
  readonly externalLocal: string;
}

/**
 * `serviceLabel` is `namespace/name` with `:port` when the port has a name; `protocol` is lower case.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, portProtoHash.
 */
export function serviceChainNames(serviceLabel: string, protocol: string): ServiceChainNames {
  const letters = hashLetters(serviceLabel + protocol);
  return {
    cluster: `KUBE-SVC-${letters}`,
    local: `KUBE-SVL-${letters}`,
    external: `KUBE-EXT-${letters}`,
    firewall: `KUBE-FW-${letters}`,
    externalLocal: `KUBE-XLB-${letters}`,
  };
}

/**
 * The chain of one endpoint of a service port; `endpoint` is `ip:port` with the endpoint's own port.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, servicePortEndpointChainName.
 */
export function endpointChainName(
  serviceLabel: string,
  protocol: string,
  endpoint: string,
): string {
  return `KUBE-SEP-${hashLetters(serviceLabel + protocol + endpoint)}`;
}

// Source: RFC 4648, section 6
const BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Every two letters of the base 32 encoding, by the 10 bits that they stand for. */
const LETTER_PAIRS = [...BASE32_ALPHABET].flatMap((first) =>
  [...BASE32_ALPHABET].map((second) => first + second),
);

/** The first 16 letters of the hash in base 32: 80 bits. */
function hashLetters(text: string): string {
  const [one, two, three] = sha256Start(text);
  return (
    letterPair(one >>> 22) +
    letterPair(one >>> 12) +
    letterPair(one >>> 2) +
    letterPair((one << 8) | (two >>> 24)) +
    letterPair(two >>> 14) +
    letterPair(two >>> 4) +
    letterPair((two << 6) | (three >>> 26)) +
    letterPair(three >>> 16)
  );
}

/** The letters of the lowest 10 bits. */
function letterPair(bits: number): string {
  return LETTER_PAIRS[bits & 0x3ff] ?? "";
}
