import type { PacketConnection } from "../conntrack/connection";
import type { TableName } from "../net/hook";
import type { Ipv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";
import type { InFlight } from "../traversal/inFlight";
import { icmpErrorFor, resetFor } from "./answers";
import { hopBase, type Kernel, type NodeEnd } from "./kernel";
import { routeInput } from "./routeInput";
import { type OutputDecision, routeOutput } from "./routeOutput";
import { nextHopOf } from "./routing";
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
  return runHook(kernel, "PREROUTING", inFlight) ?? route(kernel, inFlight, device);
}

/**
 * Sends a packet of the node's own: the routing decision, OUTPUT, POSTROUTING; back in over `lo` when it is for the node.
 * A `connection` is what an answer inherits from the packet it answers.
 */
export function sendOwnPacket(
  kernel: Kernel,
  packet: Packet,
  {
    connection,
    source,
  }: { readonly connection?: PacketConnection | undefined; readonly source?: Ipv4 } = {},
): NodeEnd {
  const { destination, mark } = packet;
  const decision = routeOutput(kernel.node, { source, destination, mark });
  const chosen = packet.source === 0 && decision.decision === "send" ? decision.source : undefined;
  const inFlight: InFlight = {
    packet: chosen === undefined ? packet : { ...packet, source: chosen },
    connection,
    inInterface: undefined,
    outInterface: undefined,
  };
  tellOutput(kernel, inFlight, "output", decision);
  if (decision.decision === "fail") return lose(decision);
  inFlight.outInterface = decision.device;
  return output(kernel, inFlight, decision);
}

type Sent = Extract<OutputDecision, { decision: "send" }>;

function output(kernel: Kernel, inFlight: InFlight, first: Sent): NodeEnd {
  let decision = first;
  const afterTable = (table: TableName, before: Packet): NodeEnd | undefined => {
    if (!asksForReroute(table, before, inFlight)) return undefined;
    const { source, destination, mark } = inFlight.packet;
    const next = routeOutput(kernel.node, { source, destination, mark });
    tellOutput(kernel, inFlight, "reroute", next);
    if (next.decision === "fail") return lose(next);
    decision = next;
    return undefined;
  };
  const end = runHook(kernel, "OUTPUT", inFlight, { afterTable });
  if (end !== undefined) {
    const isForItself = decision.route.type === "local";
    return answerReject(
      kernel,
      inFlight,
      end,
      isForItself ? inFlight.packet.destination : undefined,
    );
  }
  inFlight.outInterface = decision.device;
  const nextHop = nextHopOf(decision.route, inFlight.packet.destination);
  return leave(kernel, inFlight, { device: decision.device, nextHop });
}

/**
 * Whether OUTPUT has changed what routing looks at: mangle by mark, address or tos; nat by another destination,
 * which is checked for every packet of such a connection.
 * Source: Linux iptable_mangle.c, ipt_mangle_out; nf_nat_proto.c, nf_nat_ipv4_local_fn.
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
      packet.tos !== before.tos
    );
  }
  if (table !== "nat" || connection?.connection === undefined) return false;
  const { original, reply } = connection.connection;
  return connection.direction === "original"
    ? original.destination !== reply.source
    : reply.destination !== original.source;
}

function tellOutput(
  kernel: Kernel,
  inFlight: InFlight,
  why: "output" | "reroute",
  decision: OutputDecision,
): void {
  const isSent = decision.decision === "send";
  kernel.surroundings.hops.push({
    kind: "routing",
    ...hopBase(kernel, inFlight),
    why,
    decision: decision.decision,
    route: decision.route?.text,
    nextHop: isSent ? nextHopOf(decision.route, inFlight.packet.destination) : undefined,
    device: isSent ? decision.device : undefined,
    reason: isSent ? undefined : decision.reason,
  });
}

function lose({ reason, sendError }: Extract<OutputDecision, { decision: "fail" }>): NodeEnd {
  return { end: "lost", reason, sendError };
}

interface WayOut {
  readonly device: string;
  readonly nextHop: Ipv4;
}

/** POSTROUTING and the link; `lo` leads back in. */
function leave(kernel: Kernel, inFlight: InFlight, { device, nextHop }: WayOut): NodeEnd {
  const end = runHook(kernel, "POSTROUTING", inFlight, { nextHop: () => nextHop });
  if (end !== undefined) return end;
  if (device !== "lo") return { end: "transmit", device, nextHop, packet: inFlight.packet };
  return comeBack(kernel, inFlight);
}

/** Over `lo` a packet keeps its mark, its connection and its route. */
function comeBack(kernel: Kernel, inFlight: InFlight): NodeEnd {
  inFlight.inInterface = "lo";
  inFlight.outInterface = undefined;
  const { destination } = inFlight.packet;
  const end = runHook(kernel, "PREROUTING", inFlight);
  if (end !== undefined) return end;
  return inFlight.packet.destination === destination
    ? deliver(kernel, inFlight, "lo")
    : route(kernel, inFlight, "lo");
}

function route(kernel: Kernel, inFlight: InFlight, device: string): NodeEnd {
  const { packet } = inFlight;
  const decision = routeInput(kernel.node, packet, device);
  const isForward = decision.decision === "forward";
  kernel.surroundings.hops.push({
    kind: "routing",
    ...hopBase(kernel, inFlight),
    why: "input",
    decision: decision.decision,
    route: decision.route?.text,
    nextHop: isForward ? nextHopOf(decision.route, packet.destination) : undefined,
    device: isForward ? decision.route.device : undefined,
    reason: decision.decision === "fail" ? decision.reason : undefined,
  });
  switch (decision.decision) {
    case "local":
      return deliver(kernel, inFlight, device);
    case "forward":
      return forward(kernel, inFlight, {
        device: decision.route.device ?? "lo",
        nextHop: nextHopOf(decision.route, packet.destination),
      });
    case "fail":
      if (decision.icmpCode !== undefined) {
        answer(kernel, inFlight, "unreachable", { type: 3, code: decision.icmpCode });
      }
      return { end: "lost", reason: decision.reason, sendError: undefined };
  }
}

function deliver(kernel: Kernel, inFlight: InFlight, device: string): NodeEnd {
  const end = runHook(kernel, "INPUT", inFlight);
  if (end !== undefined) return answerReject(kernel, inFlight, end, inFlight.packet.destination);
  return { end: "local", device, packet: inFlight.packet };
}

function forward(kernel: Kernel, inFlight: InFlight, way: WayOut): NodeEnd {
  if (inFlight.packet.ttl <= 1) {
    answer(kernel, inFlight, "time-exceeded", { type: 11, code: 0 });
    return { end: "lost", reason: "ttl exceeded", sendError: undefined };
  }
  inFlight.packet = { ...inFlight.packet, ttl: inFlight.packet.ttl - 1 };
  inFlight.outInterface = way.device;
  const end = runHook(kernel, "FORWARD", inFlight);
  if (end !== undefined) return answerReject(kernel, inFlight, end, undefined);
  return leave(kernel, inFlight, way);
}

/** ICMP codes of destination unreachable, by what `--reject-with` calls them. Source: Linux ipt_REJECT.c, reject_tg. */
const REJECT_CODES: Readonly<Record<string, number>> = {
  "icmp-net-unreachable": 0,
  "icmp-host-unreachable": 1,
  "icmp-proto-unreachable": 2,
  "icmp-port-unreachable": 3,
  "icmp-net-prohibited": 9,
  "icmp-host-prohibited": 10,
  "icmp-admin-prohibited": 13,
};

/** `source` is whom an ICMP error comes from: who was addressed, or undefined for the node to choose. */
function answerReject(
  kernel: Kernel,
  inFlight: InFlight,
  end: NodeEnd,
  source: Ipv4 | undefined,
): NodeEnd {
  if (end.end !== "rejected") return end;
  if (end.with === "tcp-reset") {
    const reset = resetFor(kernel, inFlight);
    if (reset !== undefined) kernel.answers.push(reset);
    return end;
  }
  const code = REJECT_CODES[end.with];
  if (code !== undefined) answer(kernel, inFlight, "reject", { type: 3, code }, source);
  return end;
}

function answer(
  kernel: Kernel,
  inFlight: InFlight,
  why: "reject" | "time-exceeded" | "unreachable",
  icmp: { readonly type: number; readonly code: number },
  source?: Ipv4,
): void {
  const error = icmpErrorFor(kernel, inFlight, { why, icmp, source });
  if (error !== undefined) kernel.answers.push(error);
}
