import {
  type Address,
  familyOf,
  isWithin,
  type MaskedAddress,
  type PacketRequest,
  packetLength,
  parseAddress,
  parseMaskedAddress,
  printAddress,
} from "@/engine";
import type { NumberField } from "./askedNumbers";
import { oneOf } from "./numberRanges";
import { allowsDestination, allowsSource, type PacketWish } from "./packetWish";
import type { Sender, Senders } from "./surroundings";

const TCP = 6;
const UDP = 17;
const SYN = 2;
const ICMP = { IPv4: 1, IPv6: 58 } as const;
const FIRST_PORT = 52814;
const USUAL_PORT = 80;

/** An echo request: 256 times its type. Source: RFC 792; RFC 4443, section 4.1. */
const ECHO = { IPv4: 8 << 8, IPv6: 128 << 8 } as const;

/**
 * Packets that are as wished, one from everybody who may send it, to everybody who may be meant: somebody outside, a pod, the
 * node. None when nobody known can, or when the destination is not to be had.
 */
export function requestsFor(wish: PacketWish, senders: Senders): readonly PacketRequest[] {
  return sendersFor(wish, senders).flatMap((sender) =>
    destinationsFor(wish, sender, senders).map((destination) =>
      requestOf(wish, sender, destination),
    ),
  );
}

function requestOf(
  { numbers }: PacketWish,
  { name, address }: Sender,
  destination: Address,
): PacketRequest {
  const family = familyOf(destination);
  const number = (field: NumberField, ...liked: readonly number[]) => {
    const ranges = numbers[field];
    return ranges && oneOf(ranges, liked);
  };
  const protocol = number("protocol", TCP, UDP, ICMP[family]) ?? TCP;
  const isIcmp = protocol === ICMP[family];
  const message = number("icmp", ECHO[family]) ?? ECHO[family];
  const bytes = number("bytes");
  const headers = packetLength({ source: address, protocol, payloadBytes: 0 });
  return {
    from: name,
    source: address,
    destination,
    protocol,
    sourcePort: isIcmp ? 1 : (number("sourcePort", FIRST_PORT) ?? FIRST_PORT),
    destinationPort: isIcmp ? 1 : (number("destinationPort") ?? USUAL_PORT),
    icmp: isIcmp ? { type: message >>> 8, code: message & 0xff } : undefined,
    tcpFlags: number("tcpFlags", SYN),
    tos: number("tos", 0),
    ttl: number("ttl", 64),
    payloadBytes: bytes && Math.max(0, bytes - headers),
    replies: 0,
  };
}

function sendersFor(wish: PacketWish, senders: Senders): readonly Sender[] {
  const { outside, pods, node, nodeAddress, behind } = senders;
  const own: Sender = { name: node, address: nodeAddress };
  if (wish.hook === "OUTPUT") return wish.inInterface === undefined ? at(wish, [own]) : [];
  const known = wish.inInterface === undefined ? undefined : behind.get(wish.inInterface);
  if (wish.inInterface === "lo") return at(wish, [own]);
  if (wish.inInterface !== undefined) return known === undefined ? [] : at(wish, [known]);
  if (wish.source === undefined) return at(wish, [outside, pods, own]);
  const address = memberOf(wish.source, senders);
  if (address === nodeAddress) return at(wish, [own]);
  return at(wish, [isPod(address, senders) ? { ...pods, address } : { ...outside, address }]);
}

/** Those that may be the source, with an address from the network that is asked for where they have none in it. */
function at(wish: PacketWish, list: readonly Sender[]): readonly Sender[] {
  return list.flatMap((sender) => {
    if (allowsSource(wish, sender.address)) return sender;
    const other = wish.source && inNetwork(wish.source);
    return other !== undefined && allowsSource(wish, other) ? { ...sender, address: other } : [];
  });
}

function isPod(address: Address, { podNetworks, pods }: Senders): boolean {
  if (address === pods.address) return true;
  return podNetworks.some((text) => {
    const network = parseMaskedAddress(text, familyOf(address));
    return network !== undefined && isWithin(address, network);
  });
}

/** Where rules do not ask for one, a packet that comes in may be for the node or for somebody behind it. */
function destinationsFor(wish: PacketWish, sender: Sender, senders: Senders): readonly Address[] {
  const { nodeAddress, pods, outside, behind } = senders;
  const isAllowed = (address: Address) =>
    address !== sender.address && allowsDestination(wish, address);
  const isForNode = wish.hook === "INPUT" || wish.isToNode;
  const beyond = wish.outInterface === undefined ? undefined : behind.get(wish.outInterface);
  const passed = beyond?.address ?? (sender.name === pods.name ? outside.address : pods.address);
  const usual = isForNode ? [nodeAddress] : [passed, nodeAddress];
  const inside = wish.destination === undefined ? [] : [memberOf(wish.destination, senders)];
  const fitting = [...usual, ...inside].filter(isAllowed);
  const mayBeBoth = wish.hook === "PREROUTING" && wish.destination === undefined;
  return mayBeBoth ? fitting : fitting.slice(0, 1);
}

/** Somebody known in a network, else some address of it. */
function memberOf(network: MaskedAddress, { pods, nodeAddress, outside }: Senders): Address {
  const known = [pods.address, nodeAddress, outside.address].find((one) => isWithin(one, network));
  return known ?? inNetwork(network);
}

/** An address that could be a host's: the first of a network is not. */
function inNetwork(network: MaskedAddress): Address {
  const text = printAddress(network.address);
  const host = parseAddress(text.replace(/\d+$/, "9").replace(/::$/, "::9"));
  return host !== undefined && isWithin(host, network) ? host : network.address;
}
