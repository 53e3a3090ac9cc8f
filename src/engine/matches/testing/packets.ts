import type { Connection, PacketConnection } from "../../conntrack/connection";
import { type Address, parseAddress } from "../../net/address";
import type { Packet } from "../../net/packet";
import type { MatchContext } from "../matchExtension";

/** An address in a test; throws for what is none. */
export function ip(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

/** A SYN from 10.0.0.1:40000 to 10.0.0.2:80, but for what is given. */
export function packetWith(fields: Partial<Packet> = {}): Packet {
  return {
    source: ip("10.0.0.1"),
    destination: ip("10.0.0.2"),
    protocol: 6,
    sourcePort: 40000,
    destinationPort: 80,
    tcpFlags: 2,
    icmp: undefined,
    ttl: 64,
    tos: 0,
    payloadBytes: 0,
    mark: 0,
    inner: undefined,
    ...fields,
  };
}

/** PREROUTING of mangle on eth0, nothing tracked and nothing remembered, but for what is given. */
export function contextWith(fields: Partial<MatchContext> = {}): MatchContext {
  const lists = new Map<string, Map<string, readonly number[]>>();
  const listOf = (name: string) => {
    const list = lists.get(name) ?? new Map<string, readonly number[]>();
    lists.set(name, list);
    return list;
  };
  let nth = 0;
  return {
    hook: "PREROUTING",
    table: "mangle",
    inInterface: "eth0",
    outInterface: undefined,
    sentBy: undefined,
    connection: undefined,
    addressType: () => "UNICAST",
    inIpset: () => "no",
    isReversePath: () => "yes",
    realm: 0,
    isOpenConnection: () => false,
    draw: () => true,
    memory: {
      readNth: () => nth,
      writeNth: (count) => {
        nth = count;
      },
      recentList: listOf,
      numbers: (match, name) => listOf(`/${match}/${name ?? ""}`),
    },
    timeMs: 0,
    ...fields,
  };
}

/** A connection 10.0.0.1:40000 to 10.96.0.10:80 that DNAT sent to 10.244.1.2:8080, as its first packet sees it. */
export function connectionWith(
  fields: Partial<Connection> = {},
  seen: Partial<PacketConnection> = {},
): PacketConnection {
  const connection: Connection = {
    id: 1,
    original: {
      source: ip("10.0.0.1"),
      destination: ip("10.96.0.10"),
      protocol: 6,
      sourcePort: 40000,
      destinationPort: 80,
      icmp: undefined,
    },
    reply: {
      source: ip("10.244.1.2"),
      destination: ip("10.0.0.1"),
      protocol: 6,
      sourcePort: 8080,
      destinationPort: 40000,
      icmp: undefined,
    },
    tcpState: "SYN_SENT",
    mark: 0,
    seenReply: false,
    assured: false,
    confirmed: false,
    sourceChanged: false,
    destinationChanged: true,
    ...fields,
  };
  return { state: "NEW", direction: "original", connection, ...seen };
}
