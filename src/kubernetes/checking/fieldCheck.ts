import { parseIpv4 } from "@/engine";
import { containsAddress, parseCidr } from "../objects/cidr";
import type { Cluster } from "../objects/cluster";
import type { ClusterProblem } from "../objects/clusterProblem";
import type { ObjectRef } from "../objects/objectRef";

/** What is wrong with a value: the middle and the end of its sentence. */
export interface Fault {
  readonly severity?: ClusterProblem["severity"];
  /** The offending part, where it is not the whole value. */
  readonly found?: string;
  /** Follows the value: `is outside the range of node ports`. */
  readonly why: string;
  readonly allowed: string;
}

/** One rule about a value as it was typed. `self` is the object it belongs to, which is not in its own way. */
export type FieldCheck = (
  value: string,
  place: { readonly cluster: Cluster; readonly self: ObjectRef },
) => Fault | undefined;

/** The first fault that one of the checks finds. */
export function firstFault(...checks: readonly FieldCheck[]): FieldCheck {
  return (value, place) => {
    for (const check of checks) {
      const fault = check(value, place);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** For a field that may be left empty. */
export function orNothing(check: FieldCheck): FieldCheck {
  return (value, place) => (value === "" ? undefined : check(value, place));
}

const MAX_LABEL = 63;
const MAX_SUBDOMAIN = 253;
// Source: kubernetes staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
const DNS_1123_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1123_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const IANA_SERVICE_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const MAX_SERVICE_NAME = 15;

/** Names of namespaces and ports. */
export const dnsLabel: FieldCheck = (value) =>
  DNS_1123_LABEL.test(value) && value.length <= MAX_LABEL
    ? undefined
    : {
        why: "is no name that Kubernetes takes",
        allowed: `use at most ${MAX_LABEL} lower case letters, digits and "-", with a letter or digit at both ends`,
      };

/** Names of nodes and pods. */
export const dnsSubdomain: FieldCheck = (value) =>
  DNS_1123_SUBDOMAIN.test(value) && value.length <= MAX_SUBDOMAIN
    ? undefined
    : {
        why: "is no name that Kubernetes takes",
        allowed: `use at most ${MAX_SUBDOMAIN} lower case letters, digits, "-" and ".", with a letter or digit at both ends`,
      };

/** Names of Services, which become host names that must not begin with a digit. */
export const dnsServiceName: FieldCheck = (value) =>
  DNS_1035_LABEL.test(value) && value.length <= MAX_LABEL
    ? undefined
    : {
        why: "is no name that Kubernetes takes for a Service",
        allowed: `use at most ${MAX_LABEL} lower case letters, digits and "-", beginning with a letter and not ending with "-"`,
      };

export const ipv4Address: FieldCheck = (value) =>
  parseIpv4(value) === undefined
    ? {
        why: "is no IPv4 address",
        allowed: "use four numbers from 0 to 255 with dots between them, as 10.0.0.1",
      }
    : undefined;

/** What may hold a Service besides its cluster IP. Source: kubernetes pkg/apis/core/validation/validation.go, ValidateNonSpecialIP. */
export const ordinaryAddress: FieldCheck = (value, place) => {
  const fault = ipv4Address(value, place);
  if (fault !== undefined) return fault;
  const special = SPECIAL_RANGES.find(({ range }) => containsAddress(range, value));
  return special && { why: `is ${special.what}`, allowed: "use an address that packets can go to" };
};

const SPECIAL_RANGES = [
  { range: "0.0.0.0/32", what: "the unspecified address" },
  { range: "127.0.0.0/8", what: "a loopback address" },
  { range: "169.254.0.0/16", what: "a link-local address" },
  { range: "224.0.0.0/24", what: "a link-local multicast address" },
];

export const ipv4Prefix: FieldCheck = (value) =>
  parseCidr(value) === undefined
    ? { why: "is no IPv4 range", allowed: "use an address and a length, as 10.244.0.0/24" }
    : undefined;

/** The values of a list as it is typed: with commas or blanks between them. */
export function listedValues(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((value) => value !== "");
}

/** Holds where it holds for every value of a list; a fault names the value. */
export function each(check: FieldCheck): FieldCheck {
  return (text, place) => {
    const values = listedValues(text);
    for (const [position, value] of values.entries()) {
      const fault = check(value, place);
      if (fault !== undefined) return { ...fault, found: value };
      if (values.indexOf(value) < position) {
        return { found: value, why: "stands there twice", allowed: "name it once" };
      }
    }
    return undefined;
  };
}

const HIGHEST_PORT = 65535;

export const portNumber: FieldCheck = (value) => {
  const port = wholeNumber(value);
  if (port !== undefined && port >= 1 && port <= HIGHEST_PORT) return undefined;
  return { why: "is no port", allowed: `use a whole number from 1 to ${HIGHEST_PORT}` };
};

/** A number, or the name of a container's port. */
export const targetPort: FieldCheck = (value, place) => {
  if (/^-?\d+$/.test(value)) return portNumber(value, place);
  const isName =
    IANA_SERVICE_NAME.test(value) && /[a-z]/.test(value) && value.length <= MAX_SERVICE_NAME;
  if (isName && !value.includes("--")) return undefined;
  return {
    why: "is neither a port nor the name of one",
    allowed: `use 1 to ${HIGHEST_PORT}, or a name of at most ${MAX_SERVICE_NAME} lower case letters, digits and "-"`,
  };
};

/** The number that a text of digits means; undefined for any other text. */
export function wholeNumber(value: string): number | undefined {
  return /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
