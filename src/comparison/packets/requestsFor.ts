import {
  type Address,
  familyOf,
  isWithin,
  type MaskedAddress,
  type PacketRequest,
  parseAddress,
  parseMaskedAddress,
  printAddress,
} from "@/engine";
import { allowsDestination, allowsSource, type PacketWish } from "./packetWish";
import type { Sender, Senders } from "./surroundings";

const TCP = 6;
const ICMP = { IPv4: 1, IPv6: 58 } as const;
const FIRST_PORT = 52814;
const USUAL_PORT = 80;

/** An echo request. Source: RFC 792; RFC 4443, section 4.1. */
const ECHO = { IPv4: { type: 8, code: 0 }, IPv6: { type: 128, code: 0 } } as const;

/**
 * Packets that are as wished, one from everybody who may send it: somebody outside, a pod, the node. None when nobody known
 * can, or when the destination is not to be had.
 */
export function requestsFor(wish: PacketWish, senders: Senders): readonly PacketRequest[] {
  return sendersFor(wish, senders).flatMap((sender) => {
    const destination = destinationFor(wish, sender, senders);
    return destination === undefined ? [] : requestOf(wish, sender, destination);
  });
}

function requestOf(
  wish: PacketWish,
  { name, address }: Sender,
  destination: Address,
): PacketRequest {
  const family = familyOf(destination);
  const protocol = wish.protocol ?? TCP;
  const isEcho = protocol === ICMP[family];
  return {
    from: name,
    source: address,
    destination,
    protocol,
    sourcePort: isEcho ? 1 : (wish.sourcePort ?? FIRST_PORT),
    destinationPort: isEcho ? 1 : (wish.destinationPort ?? USUAL_PORT),
    icmp: isEcho ? ECHO[family] : undefined,
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

function destinationFor(wish: PacketWish, sender: Sender, senders: Senders): Address | undefined {
  const { nodeAddress, pods, outside } = senders;
  const usual =
    wish.hook === "INPUT" || wish.isToNode
      ? [nodeAddress]
      : [sender.name === pods.name ? outside.address : pods.address, nodeAddress];
  const inside = wish.destination === undefined ? [] : [memberOf(wish.destination, senders)];
  return [...usual, ...inside].find(
    (address) => address !== sender.address && allowsDestination(wish, address),
  );
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
