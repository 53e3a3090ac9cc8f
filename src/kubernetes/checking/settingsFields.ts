import { freeAddress, freeName } from "./clashes";
import {
  dnsSubdomain,
  each,
  type FieldCheck,
  firstFault,
  ipv4Address,
  ipv4Prefix,
  orNothing,
  wholeNumber,
} from "./fieldCheck";

const HIGHEST_MARK_BIT = 31;

const markBit: FieldCheck = (value) => {
  const bit = wholeNumber(value);
  if (bit !== undefined && bit <= HIGHEST_MARK_BIT) return undefined;
  return { why: "is no bit of a mark", allowed: `use 0 to ${HIGHEST_MARK_BIT}` };
};

const LONGEST_INTERFACE_NAME = 15;

/** Source: Linux net/core/dev.c, dev_valid_name. */
const interfaceName: FieldCheck = (value) => {
  const isName = /^[^\s/:]{1,15}$/.test(value) && value !== "." && value !== "..";
  if (isName) return undefined;
  return {
    why: "is no name of an interface",
    allowed: `use 1 to ${LONGEST_INTERFACE_NAME} characters without blanks, "/" and ":"`,
  };
};

/** What holds for a host outside the cluster. */
export const CLIENT_FIELDS = {
  name: firstFault(dnsSubdomain, freeName),
  address: firstFault(ipv4Address, freeAddress),
} as const satisfies Record<string, FieldCheck>;

/** What holds for the cluster's settings. */
export const SETTINGS_FIELDS = {
  serviceCIDR: ipv4Prefix,
  podCIDR: ipv4Prefix,
  routerAddress: ipv4Address,
  "proxy.clusterCIDR": orNothing(ipv4Prefix),
  "proxy.bridgeInterface": interfaceName,
  "proxy.interfaceNamePrefix": interfaceName,
  "proxy.nodePortAddresses": each(ipv4Prefix),
  "proxy.masqueradeBit": markBit,
} as const satisfies Record<string, FieldCheck>;
