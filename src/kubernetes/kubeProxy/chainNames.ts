import { sha256 } from "@noble/hashes/sha2.js";

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

const HASH_LETTERS = 16;

function hashLetters(text: string): string {
  return encodeBase32(sha256(new TextEncoder().encode(text)), HASH_LETTERS);
}

// Source: RFC 4648, section 6
const BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS_PER_LETTER = 5;

/** The first `length` letters of the base 32 encoding; `bytes` must hold that many. */
function encodeBase32(bytes: Uint8Array, length: number): string {
  let letters = "";
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    pendingBits += 8;
    while (pendingBits >= BITS_PER_LETTER && letters.length < length) {
      pendingBits -= BITS_PER_LETTER;
      letters += BASE32_ALPHABET[(pending >> pendingBits) & 31];
    }
  }
  return letters;
}
