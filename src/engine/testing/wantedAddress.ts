import type { PartExplanation } from "../matches/matchExtension";
import type { Address } from "../net/address";
import { type Ipv4, parseIpv4 } from "../net/ipv4";
import { moveInto, parseMaskedAddress } from "../net/prefix";

/** An address that a rule's value asks for, `10.0.0.0/8` or `10.0.0.1-10.0.0.9`; when inverted, one that is not in it. */
export function wantedAddress(actual: Address, { ruleValue, inverted }: PartExplanation): Address {
  const [from, to] = ruleValue.split("-").map((word) => parseIpv4(word));
  if (from !== undefined && to !== undefined) return inverted ? ((to + 1) as Ipv4) : from;
  const network = parseMaskedAddress(ruleValue);
  const asked = network && moveInto(network, actual);
  if (typeof asked !== "number" || typeof network?.mask !== "number") {
    throw new Error(`${ruleValue} is no IPv4 address`);
  }
  const { mask } = network;
  return inverted ? (((asked ^ (mask & -mask)) >>> 0) as Ipv4) : asked;
}
