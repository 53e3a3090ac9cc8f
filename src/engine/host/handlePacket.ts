import type { Connection, PacketConnection } from "../conntrack/connection";
import type { SentBy } from "../matches/matchExtension";
import { type Address, familyOf, isUnspecified } from "../net/address";
import { isLinkLocal } from "../net/addressKind";
import type { Family } from "../net/family";
import type { TableName } from "../net/hook";
import type { Packet } from "../net/packet";
import type { InFlight } from "../traversal/inFlight";
import { icmpErrorFor, resetFor } from "./answers";
import { decideInput, decideOutput, type OutputWay, type WayOut } from "./decideRoute";
import type { Kernel, NodeEnd } from "./kernel";
import { findMartianIpv6 } from "./routeInputIpv6";
import { flowOf } from "./routingRule";
import { runHook } from "./runHook";

/**
 * Takes a packet that came in by an interface through the node: PREROUTING, the routing decision, then INPUT or FORWARD
 * and POSTROUTING. Source: Linux net/ipv4/ip_input.c, ip_forward.c, ip_output.c.
 */
export function receivePacket(kernel: Kernel, packet: Packet, device: string): NodeEnd {
  const inFlight: InFlight = {
    packet: { ...packet, mark: 0 },
    connection: undefined,
    inInterface: device,
    outInterface: undefined,
  };
  const stray = familyOf(packet.source) === "IPv6" ? findMartianIpv6(packet, device) : undefined;
  if (stray !== undefined) return { end: "lost", reason: stray, sendError: undefined };
  return runHook(kernel, "PREROUTING", inFlight) ?? route(kernel, inFlight, device);
}

/** Whose packet a node sends. */
export interface SendOptions {
  /** What an answer inherits from the packet it answers. */
  readonly connection?: PacketConnection | undefined;
  /** The source that the sender has chosen. */
  readonly source?: Address;
  /** The interface it has to leave by, when it must. */
  readonly device?: string | undefined;
  /** undefined for a RST, which no socket sends. */
  readonly sentBy: SentBy | undefined;
}

/**
 * Sends a packet of the node's own: the routing decision, OUTPUT, POSTROUTING; back in over `lo` when it is for the node.
 */
export function sendOwnPacket(
  kernel: Kernel,
  packet: Packet,
  { connection, source, device, sentBy }: SendOptions,
): NodeEnd {
  const { destination, mark } = packet;
  const inFlight: InFlight = {
    packet,
    connection,
    inInterface: undefined,
    outInterface: undefined,
    sentBy,
  };
  const way = decideOutput(kernel, inFlight, "output", {
    ...{ source, destination, mark, device },
    // A RST is sent by no socket, and is routed like a packet that OUTPUT has changed.
    flow: sentBy === undefined ? undefined : flowOf(packet),
    tos: packet.tos,
  });
  if (way.go === "fail") return { end: "lost", reason: way.reason, sendError: way.sendError };
  if (isUnspecified(packet.source)) {
    if (way.source !== undefined) inFlight.packet = { ...packet, source: way.source };
    else if (way.out.device === undefined) return { end: "unknown", missing: way.out.missing };
  }
  setWayOut(inFlight, way.out);
  return output(kernel, inFlight, way);
}

type Sent = Extract<OutputWay, { go: "send" }>;

function output(kernel: Kernel, inFlight: InFlight, first: Sent): NodeEnd {
  let way = first;
  const afterTable = (table: TableName, before: Packet): NodeEnd | undefined => {
    if (!asksForReroute(table, before, inFlight)) return undefined;
    const { source, destination, mark, tos } = inFlight.packet;
    const next = decideOutput(kernel, inFlight, "reroute", { source, destination, mark, tos });
    if (next.go === "fail") return { end: "lost", reason: next.reason, sendError: next.sendError };
    way = next;
    return undefined;
  };
  const end = runHook(kernel, "OUTPUT", inFlight, { afterTable });
  if (end !== undefined) {
    const source = way.isForItself ? inFlight.packet.destination : undefined;
    return answerReject(kernel, inFlight, end, source);
  }
  return leave(kernel, inFlight, way.out);
}

function setWayOut(inFlight: InFlight, out: WayOut): void {
  inFlight.outInterface = out.device;
  inFlight.unknownOut = out.device === undefined ? out.missing : undefined;
}

/**
 * Whether OUTPUT has changed what routing looks at: mangle by mark, address or tos, in IPv6 also by the hop limit; nat by
 * another destination, which is checked for every packet of such a connection.
 * Source: Linux iptable_mangle.c, ipt_mangle_out; ip6table_mangle.c, ip6t_mangle_out; nf_nat_proto.c, nf_nat_ipv4_local_fn.
 */
function asksForReroute(
  table: TableName,
  before: Packet,
  { packet, connection }: InFlight,
): boolean {
  if (table === "mangle") {
    return (
      packet.mark !== before.mark ||
      packet.source !== before.source ||
      packet.destination !== before.destination ||
      packet.tos !== before.tos ||
      (packet.ttl !== before.ttl && familyOf(packet.source) === "IPv6")
    );
  }
  if (table !== "nat" || connection?.connection === undefined) return false;
  const { original, reply } = connection.connection;
  return connection.direction === "original"
    ? original.destination !== reply.source
    : reply.destination !== original.source;
}

/** POSTROUTING and the link; `lo` leads back in. */
function leave(kernel: Kernel, inFlight: InFlight, out: WayOut): NodeEnd {
  setWayOut(inFlight, out);
  const nextHop = () => (out.device === undefined ? undefined : out.nextHop);
  const end = runHook(kernel, "POSTROUTING", inFlight, { nextHop });
  if (end !== undefined) return end;
  if (out.device === undefined) return { end: "unknown", missing: out.missing };
  if (out.device === "lo") return comeBack(kernel, inFlight);
  return { end: "transmit", ...out, packet: inFlight.packet };
}

/** Over `lo` a packet keeps its mark, its connection and its route. */
function comeBack(kernel: Kernel, inFlight: InFlight): NodeEnd {
  inFlight.inInterface = "lo";
  inFlight.sentBy = undefined;
  inFlight.outInterface = undefined;
  inFlight.unknownOut = undefined;
  const { destination } = inFlight.packet;
  const end = runHook(kernel, "PREROUTING", inFlight);
  if (end !== undefined) return end;
  return inFlight.packet.destination === destination
    ? deliver(kernel, inFlight, "lo")
    : route(kernel, inFlight, "lo");
}

function route(kernel: Kernel, inFlight: InFlight, device: string): NodeEnd {
  const way = decideInput(kernel, inFlight, device);
  switch (way.go) {
    case "local":
      return deliver(kernel, inFlight, device);
    case "forward":
      return forward(kernel, inFlight, way.out);
    case "fail":
      if (way.icmpCode !== undefined) {
        const { unreachable } = ICMP_TYPES[familyOf(inFlight.packet.source)];
        answer(kernel, inFlight, "unreachable", { type: unreachable, code: way.icmpCode });
      }
      return { end: "lost", reason: way.reason, sendError: undefined };
  }
}

function deliver(kernel: Kernel, inFlight: InFlight, device: string): NodeEnd {
  const end = runHook(kernel, "INPUT", inFlight);
  if (end !== undefined) return answerReject(kernel, inFlight, end, inFlight.packet.destination);
  return { end: "local", device, packet: inFlight.packet };
}

/** The numbers of two ICMP messages. Source: Linux include/uapi/linux/icmp.h, icmpv6.h. */
const ICMP_TYPES: Readonly<Record<Family, { unreachable: number; timeExceeded: number }>> = {
  IPv4: { unreachable: 3, timeExceeded: 11 },
  IPv6: { unreachable: 1, timeExceeded: 3 },
};

/** Source: Linux include/uapi/linux/icmpv6.h, ICMPV6_NOT_NEIGHBOUR. */
const BEYOND_SCOPE = 2;

function forward(kernel: Kernel, inFlight: InFlight, out: WayOut): NodeEnd {
  const { source, ttl } = inFlight.packet;
  const { unreachable, timeExceeded } = ICMP_TYPES[familyOf(source)];
  if (ttl <= 1) {
    answer(kernel, inFlight, "time-exceeded", { type: timeExceeded, code: 0 });
    return { end: "lost", reason: "ttl exceeded", sendError: undefined };
  }
  if (isLinkLocal(source)) {
    answer(kernel, inFlight, "unreachable", { type: unreachable, code: BEYOND_SCOPE });
    return { end: "lost", reason: "beyond scope", sendError: undefined };
  }
  inFlight.packet = { ...inFlight.packet, ttl: inFlight.packet.ttl - 1 };
  setWayOut(inFlight, out);
  const end = runHook(kernel, "FORWARD", inFlight);
  if (end !== undefined) return answerReject(kernel, inFlight, end, undefined);
  return leave(kernel, inFlight, out);
}

/**
 * ICMP codes of destination unreachable, by what `--reject-with` calls them.
 * Source: Linux ipt_REJECT.c, reject_tg; ip6t_REJECT.c, reject_tg6.
 */
const REJECT_CODES: Readonly<Record<string, number>> = {
  "icmp-net-unreachable": 0,
  "icmp-host-unreachable": 1,
  "icmp-proto-unreachable": 2,
  "icmp-port-unreachable": 3,
  "icmp-net-prohibited": 9,
  "icmp-host-prohibited": 10,
  "icmp-admin-prohibited": 13,
  "icmp6-no-route": 0,
  "icmp6-adm-prohibited": 1,
  "icmp6-addr-unreachable": 3,
  "icmp6-port-unreachable": 4,
  "icmp6-policy-fail": 5,
  "icmp6-reject-route": 6,
};

/** `source` is whom an ICMP error comes from: who was addressed, or undefined for the node to choose. */
function answerReject(
  kernel: Kernel,
  inFlight: InFlight,
  end: NodeEnd,
  source: Address | undefined,
): NodeEnd {
  if (end.end !== "rejected") return end;
  if (end.with === "tcp-reset") {
    const reset = resetFor(kernel, inFlight);
    if (reset !== undefined) kernel.answers.push(reset);
    if (reset !== undefined) closeConnection(kernel, inFlight.connection?.connection);
    return end;
  }
  const code = REJECT_CODES[end.with];
  const { unreachable } = ICMP_TYPES[familyOf(inFlight.packet.source)];
  if (code !== undefined) {
    answer(kernel, inFlight, "reject", { type: unreachable, code }, source);
  }
  return end;
}

/** Whose segment was refused by a RST is closed. Source: Linux net/netfilter/nf_conntrack_proto_tcp.c, nf_conntrack_tcp_set_closing. */
function closeConnection({ state }: Kernel, connection: Connection | undefined): void {
  if (connection?.confirmed === true) state.connections.put({ ...connection, tcpState: "CLOSE" });
}

function answer(
  kernel: Kernel,
  inFlight: InFlight,
  why: "reject" | "time-exceeded" | "unreachable",
  icmp: { readonly type: number; readonly code: number },
  source?: Address,
): void {
  const error = icmpErrorFor(kernel, inFlight, { why, icmp, source });
  if (error !== undefined) kernel.answers.push(error);
}
