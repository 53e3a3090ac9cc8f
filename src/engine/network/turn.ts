import type { PacketConnection } from "../conntrack/connection";
import { findConnection } from "../conntrack/connectionTable";
import { tupleOfPacket } from "../conntrack/tuple";
import { receivePacket, sendOwnPacket } from "../host/handlePacket";
import {
  type Answer,
  type Kernel,
  type NodeEnd,
  startKernel,
  type WalkCompany,
} from "../host/kernel";
import type { NodeStateEditor } from "../host/nodeStateEditor";
import type { Packet } from "../net/packet";
import { type BridgedLink, bridgedLink } from "./bridgedLink";
import { entryOf, type Link, ownerOf } from "./link";
import { outcomeOf } from "./outcome";
import type { Arrival, Hop, Made, Outcome, Turn } from "./trace";
import type { World } from "./world";

/** A walk at work: the world it is in, and what its nodes remember meanwhile. */
export interface Run {
  readonly world: World;
  readonly editors: ReadonlyMap<string, NodeStateEditor>;
  /** Everything a node needs but the list that takes its hops. */
  readonly company: WalkCompany;
}

/** One packet on its way between hosts. */
interface Journey {
  readonly hops: Hop[];
  readonly path: string[];
}

interface JourneyEnd {
  readonly outcome: Outcome;
  readonly arrived: Arrival | undefined;
}

/** Sends one packet from a host or node and follows it, and what it brings about, to the end. */
export function walkTurn(
  run: Run,
  kind: Turn["kind"],
  { from, packet }: { readonly from: string; readonly packet: Packet },
): Turn {
  const journey: Journey = { hops: [], path: [] };
  const made: Made[] = [];
  const onWire: Packet[] = [];
  const end = run.world.nodes.has(from)
    ? startAtNode(run, { journey, made, onWire }, from, packet)
    : startAtHost(run, { journey, made, onWire }, from, packet);
  return {
    kind,
    from,
    sent: packet,
    path: journey.path,
    hops: journey.hops,
    outcome: withAnswers(end.outcome, made),
    arrived: end.arrived,
    made,
    connections: connectionsAfter(run, [packet, ...onWire], end.arrived?.packet),
  };
}

/** What one turn collects, whoever is under way. */
interface Collected {
  readonly journey: Journey;
  readonly made: Made[];
  /** Packets as they went from node to node. */
  readonly onWire: Packet[];
}

function startAtNode(run: Run, collected: Collected, name: string, packet: Packet): JourneyEnd {
  collected.journey.path.push(name);
  const kernel = kernelOf(run, collected, name);
  const end = askOtherRules(kernel) ?? sendOwnPacket(kernel, packet, { sentBy: "process" });
  sendAnswers(run, collected, kernel);
  return follow(run, collected, name, end);
}

function startAtHost(run: Run, collected: Collected, name: string, packet: Packet): JourneyEnd {
  const bridged = bridgedLink(run.world, name, packet.destination);
  if (bridged !== undefined) return passBridge(collected, bridged, packet);
  const entry = entryOf(run.world, name, packet.destination);
  if (entry === undefined) throw new Error(`there is no host or node ${name}`);
  tellWire(collected.journey, entry, packet);
  return receive(run, collected, entry, packet);
}

/** From port to port of a bridge, past all that a node would do with the packet. */
function passBridge({ journey }: Collected, link: BridgedLink, packet: Packet): JourneyEnd {
  const { node, bridge, ...wire } = link;
  tellWire(journey, wire, packet);
  const arrived = { at: link.to, interface: bridge, node, packet };
  return { outcome: { what: "delivered", at: link.to }, arrived };
}

function receive(run: Run, collected: Collected, link: Link, packet: Packet): JourneyEnd {
  const { to, toInterface } = link;
  if (!collected.journey.path.includes(to)) collected.journey.path.push(to);
  const kernel = kernelOf(run, collected, to);
  const end = askOtherRules(kernel) ?? receivePacket(kernel, packet, toInterface ?? "");
  sendAnswers(run, collected, kernel);
  return follow(run, collected, to, end);
}

/** Where rules are not here they may do anything with the packet, or leave it alone: the second is walked. */
function askOtherRules({ node, surroundings }: Kernel): NodeEnd | undefined {
  if (node.unknown.rules !== true || surroundings.assume(2) === 0) return undefined;
  return { end: "unknown", missing: { kind: "other", name: OTHER_RULES } };
}

const OTHER_RULES = "what the rules of the other iptables do, which are loaded beside these";

/** Goes on from how one node left the packet. */
function follow(run: Run, collected: Collected, node: string, end: NodeEnd): JourneyEnd {
  const { journey } = collected;
  if (end.end === "local") {
    const arrived = { at: node, interface: end.device, node, packet: end.packet };
    return { outcome: { what: "local", at: node }, arrived };
  }
  if (end.end !== "transmit") return { outcome: outcomeOf(end, journey.hops), arrived: undefined };
  const link = ownerOf(run.world, { node, device: end.device, nextHop: end.nextHop });
  if (link === undefined) {
    const lost = { end: "lost", reason: "nobody has the next hop", sendError: undefined } as const;
    return { outcome: outcomeOf(lost, journey.hops, end.nextHop), arrived: undefined };
  }
  const packet = end.packet.mark === 0 ? end.packet : { ...end.packet, mark: 0 };
  tellWire(journey, link, packet);
  if (run.world.nodes.has(link.to)) {
    collected.onWire.push(packet);
    return receive(run, collected, link, packet);
  }
  if (!takes(run.world, link.to, packet)) {
    const lost = { end: "lost", reason: "left the world", sendError: undefined } as const;
    return { outcome: outcomeOf(lost, journey.hops), arrived: undefined };
  }
  const arrived = { at: link.to, interface: end.device, node, packet };
  return { outcome: { what: "delivered", at: link.to }, arrived };
}

function takes({ hosts }: World, name: string, { destination }: Packet): boolean {
  const host = hosts.get(name);
  return host === undefined || host.takes === "everything" || host.addresses.includes(destination);
}

function kernelOf({ world, editors, company }: Run, { journey }: Collected, name: string): Kernel {
  const node = world.nodes.get(name);
  const editor = editors.get(name);
  if (node === undefined || editor === undefined) throw new Error(`there is no node ${name}`);
  return startKernel(node, editor, company, journey.hops);
}

/** A RST or ICMP error walks as soon as it is made; it may bring about others. */
function sendAnswers(run: Run, collected: Collected, kernel: Kernel): void {
  for (const answer of kernel.answers) sendAnswer(run, collected, kernel.node.name, answer);
}

function sendAnswer(run: Run, collected: Collected, by: string, answer: Answer): void {
  const { why, packet, connection, device } = answer;
  const own: Collected = { ...collected, journey: { hops: [], path: collected.journey.path } };
  const kernel = kernelOf(run, own, by);
  const further: Made[] = [];
  const sentBy = packet.icmp === undefined ? undefined : "kernel";
  const end = sendOwnPacket(kernel, packet, {
    connection,
    source: packet.source,
    device,
    sentBy,
  });
  sendAnswers(run, { ...own, made: further }, kernel);
  const { outcome, arrived } = follow(run, { ...own, made: further }, by, end);
  collected.made.push(
    { by, why, sent: packet, hops: own.journey.hops, outcome, arrived },
    ...further,
  );
}

function tellWire({ hops }: Journey, link: Link, packet: Packet): void {
  hops.push({
    kind: "wire",
    node: link.from,
    before: packet,
    after: packet,
    inInterface: undefined,
    outInterface: link.fromInterface,
    connection: undefined,
    ...link,
  });
}

/** Whether the answer to a refused packet came home, and what ICMP error the stack sent. */
function withAnswers(outcome: Outcome, made: readonly Made[]): Outcome {
  if (outcome.what === "rejected") {
    const answerArrived = made.some(
      ({ why, arrived }) => why === "reject" && arrived !== undefined,
    );
    return { ...outcome, answerArrived };
  }
  const error = made.find(({ why }) => why !== "reject")?.sent;
  if (outcome.what !== "lost" || error?.icmp === undefined) return outcome;
  const { source, destination } = error;
  return { ...outcome, icmp: { ...error.icmp, source, destination } };
}

/** By node, the connection that one of the packets belongs to in either direction, as it stands now. */
function connectionsAfter(
  { editors }: Run,
  seen: readonly Packet[],
  arrived: Packet | undefined,
): Readonly<Record<string, PacketConnection>> {
  const connections: Record<string, PacketConnection> = {};
  const packets = arrived === undefined ? seen : [...seen, arrived];
  for (const [name, { connections: table }] of editors) {
    for (const packet of packets) {
      const tuple = tupleOfPacket(packet);
      const found = tuple && findConnection(table, tuple);
      if (found === undefined) continue;
      const isKnown = found.direction === "reply" || found.connection.seenReply;
      connections[name] = { ...found, state: isKnown ? "ESTABLISHED" : "NEW" };
      break;
    }
  }
  return connections;
}
