import type { PartExplanation } from "../matches/matchExtension";
import { parseIpv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";
import { parseMaskedAddress } from "../net/prefix";

type Address = Packet["source"];

/** An address that a rule's value asks for, `10.0.0.0/8` or `10.0.0.1-10.0.0.9`; when inverted, one that is not in it. */
export function wantedAddress(actual: Address, { ruleValue, inverted }: PartExplanation): Address {
  const [from, to] = ruleValue.split("-").map((word) => parseIpv4(word));
  if (from !== undefined && to !== undefined) return inverted ? ((to + 1) as Address) : from;
  const masked = parseMaskedAddress(ruleValue);
  if (masked === undefined) throw new Error(`${ruleValue} is no address`);
  const { address, mask } = masked;
  const asked = ((actual & ~mask) | address) >>> 0;
  return (inverted ? (asked ^ (mask & -mask)) >>> 0 : asked) as Address;
}
