import type { ConnectionState } from "../conntrack/connection";
import { findConnection } from "../conntrack/connectionTable";
import { trackPacket } from "../conntrack/trackPacket";
import type { Address } from "../net/address";
import { isUndecided } from "../net/decision";
import type { Hook, TableName } from "../net/hook";
import type { Packet } from "../net/packet";
import type { ConntrackHop } from "../network/trace";
import type { InFlight } from "../traversal/inFlight";
import type { TableVerdict } from "../traversal/tableWalk";
import { walkTable } from "../traversal/walkTable";
import { hasRoom } from "./connectionRoom";
import { hopBase, type Kernel, type NodeEnd } from "./kernel";
import { type NatVerdict, natActions, runNat } from "./natHook";
import { stackFor } from "./stackFor";
import { isTcpLiberal, isTcpLoose } from "./sysctls";

type Step = TableName | "track" | "confirm";

/**
 * What happens at each hook, in order. Tables that were never loaded are not there.
 * Source: Linux include/uapi/linux/netfilter_ipv4.h, enum nf_ip_hook_priorities.
 */
const STEPS: Readonly<Record<Hook, readonly Step[]>> = {
  PREROUTING: ["raw", "track", "mangle", "nat"],
  INPUT: ["mangle", "filter", "security", "nat", "confirm"],
  FORWARD: ["mangle", "filter", "security"],
  OUTPUT: ["raw", "track", "mangle", "nat", "filter", "security"],
  POSTROUTING: ["mangle", "nat", "confirm"],
};

/** Called after a table of OUTPUT has run, with the packet as it was before: the route may have to be found anew. */
export type AfterTable = (table: TableName, before: Packet) => NodeEnd | undefined;

export interface HookOptions {
  /** The address the packet is handed to next, for MASQUERADE. */
  readonly nextHop?: () => Address | undefined;
  readonly afterTable?: AfterTable;
}

/** Takes a packet through one hook; undefined when it may go on. */
export function runHook(
  kernel: Kernel,
  hook: Hook,
  inFlight: InFlight,
  { nextHop, afterTable }: HookOptions = {},
): NodeEnd | undefined {
  for (const step of STEPS[hook]) {
    const before = inFlight.packet;
    const end = runStep(kernel, { step, hook, inFlight, nextHop: nextHop?.() });
    if (end !== undefined) return end;
    const rerouted =
      step === "track" || step === "confirm" ? undefined : afterTable?.(step, before);
    if (rerouted !== undefined) return rerouted;
  }
  return undefined;
}

interface StepPlace {
  readonly step: Step;
  readonly hook: Hook;
  readonly inFlight: InFlight;
  readonly nextHop: Address | undefined;
}

function runStep(
  kernel: Kernel,
  { step, hook, inFlight, nextHop }: StepPlace,
): NodeEnd | undefined {
  switch (step) {
    case "track":
      return track(kernel, hook, inFlight);
    case "confirm":
      return confirm(kernel, hook, inFlight);
    case "nat":
      return endOf(runNat(kernel, hook, inFlight, nextHop), inFlight);
    default: {
      const table = stackFor(kernel.node, inFlight.packet.source).ruleset.table(step);
      if (table === undefined) return undefined;
      const actions = natActions(kernel, hook, inFlight, nextHop);
      const { surroundings } = kernel;
      return endOf(walkTable({ hook, table, inFlight, surroundings, actions }), inFlight);
    }
  }
}

function endOf(result: TableVerdict | NatVerdict, inFlight: InFlight): NodeEnd | undefined {
  const sendError = sendErrorOf(inFlight);
  switch (result.verdict) {
    case "accept":
      return undefined;
    case "drop":
      return { end: "dropped", by: result.by, isPolicy: result.isPolicy };
    case "reject":
      return { end: "rejected", by: result.by, with: result.with };
    case "fail":
      // Whoever sent it is not told that nobody listens. Source: Linux net/netfilter/nf_queue.c, nf_queue.
      return result.why === "nobody listens"
        ? { end: "lost", reason: result.why, sendError: undefined }
        : { end: "lost", reason: "no address to redirect to", sendError };
    case "interface changed":
      return { end: "lost", reason: "masquerade interface changed", sendError };
    case "unknown":
      return { end: "unknown", missing: result.missing };
  }
}

/** A local sender is told when its packet is dropped on the way out. Source: Linux net/netfilter/core.c, nf_hook_slow. */
function sendErrorOf({ inInterface }: InFlight): string | undefined {
  return inInterface === undefined ? "EPERM" : undefined;
}

/** A packet that was tracked before (over `lo`), or must not be, is left alone. Source: nf_conntrack_core.c, nf_conntrack_in. */
function track(kernel: Kernel, hook: Hook, inFlight: InFlight): NodeEnd | undefined {
  const { node, state } = kernel;
  const known = inFlight.connection;
  const { tracks } = stackFor(node, inFlight.packet.source);
  if (!tracks || known?.connection !== undefined || known?.state === "UNTRACKED") return undefined;
  const options = {
    isTcpLoose: isTcpLoose(node.sysctls),
    isTcpLiberal: isTcpLiberal(node.sysctls),
  };
  const base = hopBase(kernel, inFlight);
  const connection = trackPacket(state.connections, inFlight.packet, options);
  const isBegun = connection.connection?.confirmed === false;
  const room = isBegun ? hasRoom(state.connections, node.connectionLimit) : "yes";
  const isFull = room === "no" || (isUndecided(room) && kernel.surroundings.assume(2) === 0);
  const hop = { kind: "conntrack", ...base, hook, translation: undefined } as const;
  const missing = isUndecided(room) ? room : {};
  if (isFull) {
    kernel.surroundings.hops.push({ ...hop, connection: known, did: "full", ...missing });
    return { end: "lost", reason: "conntrack table full", sendError: sendErrorOf(inFlight) };
  }
  inFlight.connection = connection.state === "INVALID" && known !== undefined ? known : connection;
  const did = isBegun ? "new" : DID_OF_STATE[connection.state];
  kernel.surroundings.hops.push({ ...hop, connection, did, ...missing });
  return undefined;
}

const DID_OF_STATE: Readonly<Record<ConnectionState, ConntrackHop["did"]>> = {
  NEW: "found",
  ESTABLISHED: "found",
  RELATED: "related",
  INVALID: "invalid",
  UNTRACKED: "untracked",
};

/** The first packet got through: from now on the connection is known. Source: nf_conntrack_core.c, __nf_conntrack_confirm. */
function confirm(kernel: Kernel, hook: Hook, inFlight: InFlight): NodeEnd | undefined {
  const tracked = inFlight.connection;
  if (tracked?.connection === undefined || tracked.connection.confirmed) return undefined;
  if (tracked.direction !== "original") return undefined;
  const { connections } = kernel.state;
  const { original, reply } = tracked.connection;
  if (findConnection(connections, original) ?? findConnection(connections, reply)) {
    return {
      end: "lost",
      reason: "nat clash",
      sendError: sendErrorOf(inFlight),
    };
  }
  const base = hopBase(kernel, inFlight);
  const connection = { ...tracked.connection, confirmed: true };
  connections.put(connection);
  inFlight.connection = { ...tracked, connection };
  kernel.surroundings.hops.push({
    kind: "conntrack",
    ...base,
    connection: inFlight.connection,
    hook,
    did: "confirmed",
    translation: undefined,
  });
  return undefined;
}
