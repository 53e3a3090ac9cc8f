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
 * `servicePort` is the label, `namespace/name` with `:port` when the port has a name, and the protocol in lower case
 * right behind it.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, portProtoHash.
 */
export function serviceChainNames(servicePort: string): ServiceChainNames {
  const letters = hashLetters(servicePort);
  return {
    cluster: `KUBE-SVC-${letters}`,
    local: `KUBE-SVL-${letters}`,
    external: `KUBE-EXT-${letters}`,
    firewall: `KUBE-FW-${letters}`,
    externalLocal: `KUBE-XLB-${letters}`,
  };
}

/**
 * The chain of one endpoint of a service port, which is given as above; `endpoint` is `ip:port` with the endpoint's own
 * port.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, servicePortEndpointChainName.
 */
export function endpointChainName(servicePort: string, endpoint: string): string {
  return `KUBE-SEP-${hashLetters(servicePort, endpoint)}`;
}

// Source: RFC 4648, section 6
const BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const LETTER_CODES = Uint8Array.from(BASE32_ALPHABET, (letter) => letter.charCodeAt(0));

/** The first 16 letters of the hash in base 32, made at once: 80 bits, five to a letter. */
function hashLetters(start: string, rest = ""): string {
  const [one, two, three] = sha256Start(start, rest);
  return String.fromCharCode(
    letterCode(one >>> 27),
    letterCode(one >>> 22),
    letterCode(one >>> 17),
    letterCode(one >>> 12),
    letterCode(one >>> 7),
    letterCode(one >>> 2),
    letterCode((one << 3) | (two >>> 29)),
    letterCode(two >>> 24),
    letterCode(two >>> 19),
    letterCode(two >>> 14),
    letterCode(two >>> 9),
    letterCode(two >>> 4),
    letterCode((two << 1) | (three >>> 31)),
    letterCode(three >>> 26),
    letterCode(three >>> 21),
    letterCode(three >>> 16),
  );
}

/** The letter of the lowest five bits. */
function letterCode(bits: number): number {
  return LETTER_CODES[bits & 31] ?? 0;
}
