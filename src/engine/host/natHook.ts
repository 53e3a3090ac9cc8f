import type { Connection, PacketConnection } from "../conntrack/connection";
import { isSettled } from "../conntrack/connection";
import { bindNat, bindNothing } from "../conntrack/natBinding";
import { UNTRACKED } from "../conntrack/trackPacket";
import { type Manip, mappingOf, translatePacket } from "../conntrack/translatePacket";
import { type Address, familyOf, parseAddress } from "../net/address";
import { LOOPBACK_IPV6 } from "../net/addressKind";
import type { Missing } from "../net/decision";
import type { Hook } from "../net/hook";
import type { Packet } from "../net/packet";
import { isIcmp } from "../net/protocol";
import type { InFlight } from "../traversal/inFlight";
import type { HostActions, NatRequest, TableVerdict } from "../traversal/tableWalk";
import { walkTable } from "../traversal/walkTable";
import { selectAddress } from "./addressSelection";
import { changeIpset, ipsetsNow } from "./changeIpset";
import { hopBase, type Kernel } from "./kernel";
import type { Node } from "./node";
import { redirectAddressIpv6, selectAddressIpv6 } from "./sourceAddressIpv6";
import { stackFor } from "./stackFor";

const LOCALHOST = parseAddress("127.0.0.1");

/** Which end nat rewrites at a hook: the destination before routing, the source after it. */
function manipOf(hook: Hook): Manip {
  return hook === "PREROUTING" || hook === "OUTPUT" ? "destination" : "source";
}

/** How nat leaves a packet. */
export type NatVerdict =
  | TableVerdict
  /** MASQUERADE took the address of another interface: the connection has ended. */
  | { readonly verdict: "interface changed" };

/**
 * The nat table at a hook. Its chains are walked only while this end of the connection is not settled;
 * then the mapping is applied.
 * Source: Linux nf_nat_core.c, nf_nat_inet_fn.
 */
export function runNat(
  kernel: Kernel,
  hook: Hook,
  inFlight: InFlight,
  nextHop: Address | undefined,
): NatVerdict {
  const { connection: tracked, packet } = inFlight;
  const table = stackFor(kernel.node, packet.source).ruleset.table("nat");
  if (table === undefined || tracked?.connection === undefined) return { verdict: "accept" };
  const manip = manipOf(hook);
  const { state, connection } = tracked;
  if (state === "RELATED" && isIcmp(packet.protocol)) {
    translate(kernel, hook, inFlight);
    return { verdict: "accept" };
  }
  if (state !== "ESTABLISHED" && !isSettled(connection, manip)) {
    const actions = natActions(kernel, hook, inFlight, nextHop);
    const verdict = walkTable({
      hook,
      table,
      inFlight,
      surroundings: kernel.surroundings,
      actions,
    });
    if (verdict.verdict !== "accept") return verdict;
    settle(kernel, inFlight, manip);
  } else if (hasLeftItsInterface(inFlight, hook, tracked)) {
    kernel.state.connections.remove(connection);
    return { verdict: "interface changed" };
  }
  translate(kernel, hook, inFlight);
  return { verdict: "accept" };
}

/** Source: nf_nat_core.c, nf_nat_oif_changed. */
function hasLeftItsInterface(
  { outInterface }: InFlight,
  hook: Hook,
  { direction, connection }: PacketConnection,
): boolean {
  const masqueraded = connection?.masqueradeInterface;
  if (hook !== "POSTROUTING" || direction !== "original" || masqueraded === undefined) return false;
  return masqueraded !== outInterface;
}

function settle({ node, state, surroundings }: Kernel, inFlight: InFlight, manip: Manip): void {
  const connection = inFlight.connection?.connection;
  if (connection === undefined || isSettled(connection, manip)) return;
  const drawPort = surroundings.chance.portDrawer(node.name);
  const bound = bindNothing({ connection, manip, table: state.connections, drawPort });
  changeConnection(state, inFlight, bound);
}

function translate(kernel: Kernel, hook: Hook, inFlight: InFlight): void {
  const { connection, packet } = inFlight;
  if (connection === undefined) return;
  const manip = manipOf(hook);
  const translated = translatePacket(packet, connection, manip);
  if (isSamePacket(packet, translated)) return;
  const base = hopBase(kernel, inFlight);
  inFlight.packet = translated;
  kernel.surroundings.hops.push({
    kind: "conntrack",
    ...base,
    after: translated,
    hook,
    did: "translated",
    translation: mappingOf(connection.direction, manip),
  });
}

function isSamePacket(one: Packet, other: Packet): boolean {
  if (one === other) return true;
  return (
    one.source === other.source &&
    one.destination === other.destination &&
    one.sourcePort === other.sourcePort &&
    one.destinationPort === other.destinationPort &&
    (one.inner === other.inner ||
      (one.inner !== undefined &&
        other.inner !== undefined &&
        isSamePacket(one.inner, other.inner)))
  );
}

/** What targets can have done to a packet and its connection at a hook. */
export function natActions(
  kernel: Kernel,
  hook: Hook,
  inFlight: InFlight,
  nextHop: Address | undefined,
): HostActions {
  return {
    setUpNat: (request) => setUpNat(kernel, { hook, inFlight, nextHop }, request),
    translate: () =>
      inFlight.connection === undefined
        ? inFlight.packet
        : translatePacket(inFlight.packet, inFlight.connection, manipOf(hook)),
    setConnectionMark: (mark) => {
      const connection = inFlight.connection?.connection;
      if (connection !== undefined)
        changeConnection(kernel.state, inFlight, { ...connection, mark });
    },
    changeIpset: (change) => {
      const { node, state, surroundings } = kernel;
      const ipsets = ipsetsNow(node.ipsets, state.changedIpsets);
      const made = { packet: inFlight.packet, timeMs: surroundings.timeMs };
      const done = changeIpset(ipsets, change, made);
      if ("missing" in done) return done.missing;
      if (done.changed !== undefined) {
        state.changedIpsets = new Map(state.changedIpsets).set(done.changed.name, done.changed);
      }
      if (done.mark !== undefined) {
        const { value, mask } = done.mark;
        const mark = ((inFlight.packet.mark & ~mask) ^ value) >>> 0;
        inFlight.packet = { ...inFlight.packet, mark };
      }
      return undefined;
    },
    stopTracking: () => {
      // Source: Linux net/netfilter/xt_CT.c, notrack_tg: what carries a word of conntrack keeps it.
      const { connection } = inFlight;
      if (connection?.connection !== undefined || connection?.state === "RELATED") return;
      inFlight.connection = UNTRACKED;
      kernel.surroundings.hops.push({
        kind: "conntrack",
        ...hopBase(kernel, inFlight),
        hook,
        did: "untracked",
        translation: undefined,
      });
    },
  };
}

interface NatPlace {
  readonly hook: Hook;
  readonly inFlight: InFlight;
  readonly nextHop: Address | undefined;
}

function setUpNat(
  kernel: Kernel,
  place: NatPlace,
  request: NatRequest,
): Connection | { readonly missing: Missing } | undefined {
  const { inFlight } = place;
  const connection = inFlight.connection?.connection;
  if (connection === undefined) return undefined;
  const chosen = addressFor(kernel, place, request);
  if (chosen === "none") return undefined;
  if (typeof chosen === "object") return chosen;
  if (chosen === "as it is") return connection;
  const addresses =
    chosen === "as written" ? request.range.addresses : { from: chosen, to: chosen };
  const { surroundings, state } = kernel;
  const isSource =
    request.do === "masquerade" || (request.do === "nat" && request.manip === "source");
  const bound = bindNat({
    connection,
    manip: isSource ? "source" : "destination",
    range: { ...request.range, addresses },
    table: state.connections,
    drawPort: surroundings.chance.portDrawer(surroundings.node),
  });
  const masqueradeInterface =
    request.do === "masquerade" ? inFlight.outInterface : bound.masqueradeInterface;
  changeConnection(state, inFlight, { ...bound, masqueradeInterface });
  return inFlight.connection?.connection;
}

/** The address a target without one of its own maps to. */
function addressFor(
  { node }: Kernel,
  { hook, inFlight, nextHop }: NatPlace,
  request: NatRequest,
): Address | "as written" | "as it is" | "none" | { readonly missing: Missing } {
  if (request.do === "nat") return "as written";
  if (request.do === "redirect") {
    return redirectAddress(node, hook, inFlight) ?? noAddress(node);
  }
  // A packet of which the source is not known yet is not masqueraded. Source: nf_nat_masquerade.c.
  const original = inFlight.connection?.connection?.original;
  if (original?.source === 0) return "as it is";
  const { outInterface, unknownOut } = inFlight;
  if (outInterface === undefined)
    return unknownOut === undefined ? "none" : { missing: unknownOut };
  const { destination } = inFlight.packet;
  if (primaryAddress(node, outInterface, destination) === undefined && node.unknown.addresses) {
    return noAddress(node);
  }
  // IPv6 asks for the way to the packet's destination, not to the next hop. Source: nf_nat_masquerade.c, nf_nat_masquerade_ipv6.
  if (typeof destination === "string") {
    return selectAddressIpv6(node, { destination, device: outInterface }) ?? "none";
  }
  return selectAddress(node, outInterface, { nextHop, scope: "global" }) ?? "none";
}

/** Source: Linux net/netfilter/nf_nat_redirect.c. */
function redirectAddress(
  node: Node,
  hook: Hook,
  { packet: { destination }, inInterface }: InFlight,
): Address | undefined {
  if (hook === "OUTPUT") return typeof destination === "number" ? LOCALHOST : LOOPBACK_IPV6;
  if (typeof destination === "number") return primaryAddress(node, inInterface, destination);
  const device = node.interfaces.find(({ name }) => name === inInterface);
  return device && redirectAddressIpv6(device, destination);
}

/** The first address of an interface that is of the same family as another. */
function primaryAddress(
  { interfaces }: Node,
  device: string | undefined,
  like: Address,
): Address | undefined {
  const addresses = interfaces.find(({ name }) => name === device)?.addresses ?? [];
  return addresses.find(({ address }) => familyOf(address) === familyOf(like))?.address;
}

/** An interface without addresses has none, or none that is known. */
function noAddress({ name, unknown }: Node): "none" | { readonly missing: Missing } {
  return unknown.addresses === true ? { missing: { kind: "addresses", name } } : "none";
}

/** Gives the packet's connection its new value, in the table too when it is there. */
function changeConnection(
  state: Kernel["state"],
  inFlight: InFlight,
  connection: Connection,
): void {
  if (inFlight.connection === undefined) return;
  inFlight.connection = { ...inFlight.connection, connection };
  if (state.connections.connections.has(connection.id)) state.connections.put(connection);
}
