import { type AddressRange, isInAddressRange } from "../net/address";
import { PORT_MAX } from "../net/portRange";
import { hasPorts, isIcmp } from "../net/protocol";
import { chooseAddress } from "./chooseAddress";
import { type Connection, isSettled } from "./connection";
import { type ConnectionTable, findConnection } from "./connectionTable";
import type { Manip } from "./translatePacket";
import { invertTuple, isSameTuple, type Tuple } from "./tuple";

/** From what a mapping may be chosen; both ends of a range inclusive. */
export interface BindingRange {
  /** undefined leaves the address alone. */
  readonly addresses: AddressRange | undefined;
  /** undefined leaves the port alone where it can. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  /** The port that becomes the first of `ports`; undefined where ports are not moved in step. */
  readonly shiftedFrom?: number | undefined;
  readonly random: "no" | "random" | "fully" | "both";
  readonly persistent: boolean;
}

/** Draws where the search for a free port begins: a number from 0 to `size` - 1, `base` + it being the first tried. */
export type DrawPort = (ports: { readonly base: number; readonly size: number }) => number;

export interface BindingRequest {
  readonly connection: Connection;
  readonly manip: Manip;
  readonly range: BindingRange;
  /** The connections that are in the way. */
  readonly table: ConnectionTable;
  readonly drawPort: DrawPort;
}

// Source: Linux nf_nat_core.c, nf_nat_l4proto_unique_tuple, NF_NAT_MAX_ATTEMPTS.
const MAX_ATTEMPTS = 128;

/**
 * Settles one end of a connection that is not confirmed yet: the connection with its reply tuple changed as needed.
 * Source: Linux nf_nat_core.c, nf_nat_setup_info.
 */
export function bindNat(request: BindingRequest): Connection {
  const { connection, manip } = request;
  if (connection.confirmed || isSettled(connection, manip)) return connection;
  const current = invertTuple(connection.reply);
  const chosen = uniqueTuple(request, current);
  const isChanged = !isSameTuple(chosen, current);
  const reply = isChanged ? invertTuple(chosen) : connection.reply;
  return manip === "source"
    ? {
        ...connection,
        reply,
        sourceSettled: true,
        sourceChanged: connection.sourceChanged || isChanged,
      }
    : {
        ...connection,
        reply,
        destinationSettled: true,
        destinationChanged: connection.destinationChanged || isChanged,
      };
}

/**
 * Settles an end that no rule spoke of: the address stays, the port changes only if another connection has it.
 * Source: nf_nat_core.c, nf_nat_alloc_null_binding.
 */
export function bindNothing({
  connection,
  manip,
  table,
  drawPort,
}: Omit<BindingRequest, "range">): Connection {
  const kept = manip === "source" ? connection.reply.destination : connection.reply.source;
  const addresses = { from: kept, to: kept };
  const range: BindingRange = { addresses, ports: undefined, random: "no", persistent: false };
  return bindNat({ connection, manip, range, table, drawPort });
}

/** Source: nf_nat_core.c, get_unique_tuple. */
function uniqueTuple(request: BindingRequest, original: Tuple): Tuple {
  const { manip, range } = request;
  const isTaken = (tuple: Tuple) => isReplyTaken(request, tuple);
  if (manip === "source" && range.random === "no") {
    if (isInRange(original, range)) {
      if (!isTaken(original)) return original;
    } else {
      const same = sameSourceMapping(request, original);
      if (same !== undefined && !isTaken(same)) return same;
    }
  }
  const readdressed = chooseBestAddress(original, manip, range);
  if (range.random === "no" && isPortFine(readdressed, request)) return readdressed;
  return chooseFreePort(readdressed, request);
}

function isPortFine(tuple: Tuple, request: BindingRequest): boolean {
  const { manip, range } = request;
  if (range.ports === undefined) return !isReplyTaken(request, tuple);
  if (range.shiftedFrom !== undefined) return false;
  if (!isPortInRange(tuple, manip, range.ports)) return false;
  return range.ports.from === range.ports.to || !isReplyTaken(request, tuple);
}

/** Whether another connection already has the reply tuple that this mapping would give. */
function isReplyTaken({ table, connection }: BindingRequest, tuple: Tuple): boolean {
  const found = findConnection(table, invertTuple(tuple));
  if (found === undefined || found.connection.id === connection.id) return false;
  return !isSameTuple(found.connection.original, connection.original);
}

function isInRange(tuple: Tuple, range: BindingRange): boolean {
  const { addresses, ports } = range;
  if (addresses !== undefined && !isInAddressRange(tuple.source, addresses)) return false;
  return ports === undefined || isPortInRange(tuple, "source", ports);
}

function isPortInRange(
  tuple: Tuple,
  manip: Manip,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  if (!isIcmp(tuple.protocol) && !hasPorts(tuple.protocol)) return true;
  const isSourcePort = manip === "source" || isIcmp(tuple.protocol);
  const port = isSourcePort ? tuple.sourcePort : tuple.destinationPort;
  return port >= from && port <= to;
}

/** The mapping that the same source address and port already have towards somewhere else. */
function sameSourceMapping({ table, range }: BindingRequest, original: Tuple): Tuple | undefined {
  const newestFirst = [...table.connections.values()].reverse();
  for (const other of newestFirst) {
    const { source, sourcePort, protocol } = other.original;
    if (protocol !== original.protocol || source !== original.source) continue;
    if (sourcePort !== original.sourcePort) continue;
    const mapped = invertTuple(other.reply);
    const tuple = { ...original, source: mapped.source, sourcePort: mapped.sourcePort };
    if (isInRange(tuple, range)) return tuple;
  }
  return undefined;
}

function chooseBestAddress(tuple: Tuple, manip: Manip, range: BindingRange): Tuple {
  if (range.addresses === undefined) return tuple;
  const address = chooseAddress(tuple, range.addresses, range.persistent);
  return manip === "source" ? { ...tuple, source: address } : { ...tuple, destination: address };
}

function chooseFreePort(tuple: Tuple, request: BindingRequest): Tuple {
  const ports = candidatePorts(tuple, request);
  if (ports === undefined) return tuple;
  const { manip, range, drawPort } = request;
  const isSourcePort = manip === "source" || isIcmp(tuple.protocol);
  const withPort = (port: number): Tuple =>
    isSourcePort ? { ...tuple, sourcePort: port } : { ...tuple, destinationPort: port };
  const isDrawn = range.random !== "no" || manip === "source";
  const portOf = ({ sourcePort, destinationPort }: Tuple) =>
    isSourcePort ? sourcePort : destinationPort;
  let last = tuple;
  for (let attempts = Math.min(ports.size, MAX_ATTEMPTS); ; attempts = attempts >> 1) {
    const start = stepFromShift(range, portOf(tuple)) ?? (isDrawn ? drawPort(ports) : 0);
    for (let i = 0; i < attempts; i++) {
      last = withPort(ports.base + ((start + i) % ports.size));
      if (!isReplyTaken(request, last)) return last;
    }
    if (attempts >= ports.size || attempts < 16) return last;
  }
}

/** How far from the first port of a range a port is moved to that keeps step; undefined when it need not. */
function stepFromShift({ shiftedFrom }: BindingRange, port: number): number | undefined {
  return shiftedFrom === undefined ? undefined : (port - shiftedFrom) & PORT_MAX;
}

/** Which ports may be tried; undefined where the port must stay. Source: nf_nat_l4proto_unique_tuple. */
function candidatePorts(
  tuple: Tuple,
  { manip, range }: BindingRequest,
): { readonly base: number; readonly size: number } | undefined {
  if (!isIcmp(tuple.protocol) && !hasPorts(tuple.protocol)) return undefined;
  if (range.ports !== undefined) {
    const base = Math.min(range.ports.from, range.ports.to);
    return { base, size: Math.max(range.ports.from, range.ports.to) - base + 1 };
  }
  if (isIcmp(tuple.protocol)) return { base: 0, size: 65536 };
  if (manip === "destination") return undefined;
  if (tuple.sourcePort >= 1024) return { base: 1024, size: 64512 };
  return tuple.sourcePort < 512 ? { base: 1, size: 511 } : { base: 600, size: 424 };
}
