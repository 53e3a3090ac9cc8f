import { type IcmpNames, type IcmpType, readIcmpType } from "./icmpType";

/** Types and codes by the names that ip6tables knows. Source: iptables 1.8.9 extensions/libxt_icmp.h, icmpv6_codes. */
const NAMES: IcmpNames = new Map([
  ["destination-unreachable", [1, undefined]],
  ["no-route", [1, 0]],
  ["communication-prohibited", [1, 1]],
  ["beyond-scope", [1, 2]],
  ["address-unreachable", [1, 3]],
  ["port-unreachable", [1, 4]],
  ["failed-policy", [1, 5]],
  ["reject-route", [1, 6]],
  ["packet-too-big", [2, undefined]],
  ["time-exceeded", [3, undefined]],
  ["ttl-exceeded", [3, undefined]],
  ["ttl-zero-during-transit", [3, 0]],
  ["ttl-zero-during-reassembly", [3, 1]],
  ["parameter-problem", [4, undefined]],
  ["bad-header", [4, 0]],
  ["unknown-header-type", [4, 1]],
  ["unknown-option", [4, 2]],
  ["echo-request", [128, undefined]],
  ["ping", [128, undefined]],
  ["echo-reply", [129, undefined]],
  ["pong", [129, undefined]],
  ["router-solicitation", [133, undefined]],
  ["router-advertisement", [134, undefined]],
  ["neighbour-solicitation", [135, undefined]],
  ["neighbor-solicitation", [135, undefined]],
  ["neighbour-advertisement", [136, undefined]],
  ["neighbor-advertisement", [136, undefined]],
  ["redirect", [137, undefined]],
]);

/** Reads `128`, `1/4`, `echo-request` or the unambiguous beginning of a name; undefined otherwise. */
export function parseIcmpv6Type(text: string): IcmpType | undefined {
  return readIcmpType(text, NAMES);
}

/** Whether a message is of that type and code; unlike in IPv4, 255 is a type like any other. */
export function isIcmpv6Type(
  wanted: IcmpType,
  actual: { readonly type: number; readonly code: number },
): boolean {
  return wanted.type === actual.type && (wanted.code === undefined || wanted.code === actual.code);
}

/** `128` or `1/4`, as ip6tables-save prints it; no type stands for every type. */
export function printIcmpv6Type({ type, code }: IcmpType): string {
  return code === undefined ? String(type) : `${type}/${code}`;
}
