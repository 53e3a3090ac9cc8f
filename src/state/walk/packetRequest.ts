import { type Ipv4, type PacketRequest, parseIpv4 } from "@/engine";
import { resolveDestination } from "@/kubernetes";
import type { PacketDraft, PacketProtocol, WalkDocument } from "@/scenarios/walkDocument";
import type { DescribedWorld } from "./describedWorld";

/** What is wrong with the packet form, and in which field. */
export interface PacketProblem {
  readonly field: "from" | "to";
  readonly sentence: string;
}

export type RequestResult =
  | { readonly ok: true; readonly request: PacketRequest }
  | { readonly ok: false; readonly problem: PacketProblem };

/** IP protocol numbers. Source: IANA, Assigned Internet Protocol Numbers. */
const PROTOCOL_NUMBERS: Readonly<Record<PacketProtocol, number>> = { icmp: 1, tcp: 6, udp: 17 };

const ECHO_REQUEST = { type: 8, code: 0 };

/** The packet of the form as the engine wants it; names are looked up in the document's own hosts and Services. */
export function packetRequest(document: WalkDocument, described: DescribedWorld): RequestResult {
  const { packet } = document;
  if (!isKnownHost(described, packet.from)) return refuse("from", unknownSender(packet.from));
  const destination = destinationOf(document, described, packet.to.trim());
  if (typeof destination === "string") return refuse("to", destination);
  const icmp = packet.protocol === "icmp" ? ECHO_REQUEST : undefined;
  return {
    ok: true,
    request: {
      from: packet.from,
      destination,
      protocol: PROTOCOL_NUMBERS[packet.protocol],
      sourcePort: packet.sourcePort,
      destinationPort: packet.port,
      icmp,
      said: packet.said,
      payloadBytes: packet.said?.payload?.length,
      replies: repliesOf(packet),
    },
  };
}

/** Why a text means no address in this document; undefined when it means one. */
export function checkDestination(
  document: WalkDocument,
  described: DescribedWorld,
  text: string,
): string | undefined {
  const destination = destinationOf(document, described, text.trim());
  return typeof destination === "string" ? destination : undefined;
}

/** Every packet of a connection is answered once; in a series of new connections each has one answer. */
function repliesOf({ count, as }: PacketDraft): number {
  return as === "one connection" ? 2 * count - 1 : 1;
}

function isKnownHost({ world }: DescribedWorld, name: string): boolean {
  return world.nodes.has(name) || world.hosts.has(name);
}

/** The address, or a sentence that says why there is none. */
function destinationOf(
  { source }: WalkDocument,
  described: DescribedWorld,
  text: string,
): Ipv4 | string {
  if (text === "") return "Say where the packet goes: a Service, a pod, a node or an address.";
  if (source.kind === "cluster") {
    const resolved = resolveDestination(source.cluster, text);
    return resolved.ok ? resolved.address : resolved.problem;
  }
  return parseIpv4(text) ?? addressOfHost(described, text) ?? notAnAddress(text);
}

function addressOfHost({ spec }: DescribedWorld, name: string): Ipv4 | undefined {
  const host = spec.hosts.find((candidate) => candidate.name === name);
  const node = spec.nodes.find((candidate) => candidate.name === name);
  const first = host?.addresses[0] ?? node?.interfaces.flatMap((i) => i.addresses)[0];
  return first === undefined ? undefined : parseIpv4(first.split("/")[0] ?? "");
}

function refuse(field: PacketProblem["field"], sentence: string): RequestResult {
  return { ok: false, problem: { field, sentence } };
}

function unknownSender(name: string): string {
  return `There is no host called "${name}". Choose a pod, a node or a client of this document.`;
}

function notAnAddress(text: string): string {
  return `"${text}" is neither a host of this document nor an IPv4 address such as 10.96.0.10.`;
}
