import { freeAddress } from "./clashes";
import {
  dnsSubdomain,
  type FieldCheck,
  firstFault,
  ipv4Address,
  ipv4Prefix,
  wholeNumber,
} from "./fieldCheck";

const HIGHEST_MARK_BIT = 31;

const markBit: FieldCheck = (value) => {
  const bit = wholeNumber(value);
  if (bit !== undefined && bit <= HIGHEST_MARK_BIT) return undefined;
  return { why: "is no bit of a mark", allowed: `use 0 to ${HIGHEST_MARK_BIT}` };
};

const freeClientName: FieldCheck = (value, { cluster, self }) => {
  const others = cluster.clients.filter((client) => client.name === value);
  const isTaken = others.length > (value === self.name ? 1 : 0);
  return isTaken ? { why: "is already a client's name", allowed: "use another one" } : undefined;
};

/** What holds for a host outside the cluster. */
export const CLIENT_FIELDS = {
  name: firstFault(dnsSubdomain, freeClientName),
  address: firstFault(ipv4Address, freeAddress),
} as const satisfies Record<string, FieldCheck>;

/** What holds for the cluster's settings. */
export const SETTINGS_FIELDS = {
  serviceCIDR: ipv4Prefix,
  podCIDR: ipv4Prefix,
  routerAddress: ipv4Address,
  "proxy.clusterCIDR": ipv4Prefix,
  "proxy.masqueradeBit": markBit,
} as const satisfies Record<string, FieldCheck>;
