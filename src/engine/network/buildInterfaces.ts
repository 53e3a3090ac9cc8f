import type { InterfaceAddress, NetworkInterface } from "../host/networkInterface";
import { isOnLink } from "../host/networkInterface";
import { type Address, familyOf, parseAddress } from "../net/address";
import { isLoopback, LOOPBACK_IPV6 } from "../net/addressKind";
import type { Ipv4 } from "../net/ipv4";
import { ADDRESS_BITS, prefixMask } from "../net/prefix";
import type { InterfaceSpec, NodeSpec } from "./worldSpec";

/** Takes what cannot be used: a code, the text as written, and a sentence why. */
export type TellProblem = (code: string, text: string, why: string) => void;

const LOOPBACK_IPV4 = 0x7f000001 as Ipv4;

/**
 * `lo` is there before all others, and with 127.0.0.1 and ::1, wherever the spec names it and whatever addresses it adds.
 * Source: Linux drivers/net/loopback.c, net/core/dev.c (its index is always 1).
 */
export function buildInterfaces(
  spec: Pick<NodeSpec, "name" | "interfaces">,
  tell: TellProblem,
): readonly NetworkInterface[] {
  const written = spec.interfaces.filter(({ name }) => name === "lo");
  const texts = written.flatMap(({ addresses }) => addresses);
  const own = [interfaceAddress(LOOPBACK_IPV4, 8), interfaceAddress(LOOPBACK_IPV6, 128)];
  const addresses = readAddresses(texts, own, tell);
  const loopback = { name: "lo", network: undefined, addresses, isBridge: false, isDown: false };
  const others = spec.interfaces.filter(({ name }) => name !== "lo");
  return [loopback, ...others.map((one) => buildInterface(spec, one, tell))];
}

function buildInterface(
  node: Pick<NodeSpec, "name">,
  spec: InterfaceSpec,
  tell: TellProblem,
): NetworkInterface {
  const { name, network = `${node.name}/${name}`, isBridge = false, isDown = false } = spec;
  const addresses = readAddresses(spec.addresses, [], tell);
  return { name, network, isBridge, isDown, addresses: isDown ? onlyIpv4(addresses) : addresses };
}

/**
 * One of IPv6 waits for its interface before it is the node's.
 * Source: Linux net/ipv6/addrconf.c, addrconf_dad_start and addrconf_ifdown.
 */
function onlyIpv4(addresses: readonly InterfaceAddress[]): readonly InterfaceAddress[] {
  return addresses.filter(({ address }) => familyOf(address) === "IPv4");
}

/** The addresses as they are added one after the other. One that is already there is not added again. */
function readAddresses(
  texts: readonly string[],
  first: readonly InterfaceAddress[],
  tell: TellProblem,
): readonly InterfaceAddress[] {
  const addresses = [...first];
  for (const text of texts) {
    const address = parseInterfaceAddress(text);
    if (address === undefined) {
      tell(
        "bad-address",
        text,
        `"${text}" is not an address with its prefix length; 10.0.0.10/24 would be.`,
      );
      continue;
    }
    const { address: added, mask } = address;
    if (addresses.some((one) => one.address === added && one.mask === mask)) continue;
    addresses.push({ ...address, isSecondary: isBehindAnother(address, addresses) });
  }
  return addresses;
}

/** IPv6 has no secondary addresses. */
function isBehindAnother(
  { address, mask }: InterfaceAddress,
  earlier: readonly InterfaceAddress[],
): boolean {
  if (familyOf(address) === "IPv6") return false;
  return earlier.some((one) => one.mask === mask && isOnLink(address, one));
}

function parseInterfaceAddress(text: string): InterfaceAddress | undefined {
  const [written = "", bitsText, ...rest] = text.split("/");
  const address = parseAddress(written);
  if (address === undefined || rest.length > 0) return undefined;
  const most = ADDRESS_BITS[familyOf(address)];
  if (bitsText !== undefined && !/^\d{1,3}$/.test(bitsText)) return undefined;
  const bits = bitsText === undefined ? most : Number(bitsText);
  return bits > most ? undefined : interfaceAddress(address, bits);
}

function interfaceAddress(address: Address, bits: number): InterfaceAddress {
  return {
    address,
    prefixBits: bits,
    mask: prefixMask(bits, familyOf(address)),
    isSecondary: false,
    scope: isLoopback(address) ? "host" : "global",
  };
}
