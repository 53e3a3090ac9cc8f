import { type Address, type Family, familyOf, type PacketRequest, parseAddress } from "@/engine";
import { type Cluster, resolveDestination } from "@/kubernetes";
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
const PROTOCOL_NUMBERS: Readonly<Record<Family, Readonly<Record<PacketProtocol, number>>>> = {
  IPv4: { icmp: 1, tcp: 6, udp: 17 },
  IPv6: { icmp: 58, tcp: 6, udp: 17 },
};

/** Source: RFC 792; RFC 4443, section 4.1. */
const ECHO_REQUESTS: Readonly<Record<Family, { readonly type: number; readonly code: number }>> = {
  IPv4: { type: 8, code: 0 },
  IPv6: { type: 128, code: 0 },
};

/** The packet of the form as the engine wants it; names are looked up in the document's own hosts and Services. */
export function packetRequest(document: WalkDocument, described: DescribedWorld): RequestResult {
  const { packet } = document;
  if (!isKnownHost(described, packet.from)) return refuse("from", unknownSender(packet.from));
  const found = destinationOf(document, described, packet.to.trim());
  if (!found.ok) return refuse("to", found.problem);
  const destination = found.address;
  const family = familyOf(destination);
  const homeless = noAddress(described, packet.from, family);
  if (homeless !== undefined) return refuse("from", homeless);
  const icmp = packet.protocol === "icmp" ? ECHO_REQUESTS[family] : undefined;
  return {
    ok: true,
    request: {
      from: packet.from,
      destination,
      protocol: PROTOCOL_NUMBERS[family][packet.protocol],
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
  const found = destinationOf(document, described, text.trim());
  return found.ok ? undefined : found.problem;
}

/** Every packet of a connection is answered once; in a series of new connections each has one answer. The last segment of an open one needs none. */
function repliesOf({ count, as, protocol, said }: PacketDraft): number {
  const last = protocol === "tcp" && said?.tcpSegment !== undefined ? 0 : 1;
  return as === "one connection" ? 2 * (count - 1) + last : last;
}

function isKnownHost({ world }: DescribedWorld, name: string): boolean {
  return world.nodes.has(name) || world.hosts.has(name);
}

/** The address, or a sentence that says why there is none. */
type FoundDestination =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly problem: string };

function destinationOf(
  { source }: WalkDocument,
  described: DescribedWorld,
  text: string,
): FoundDestination {
  if (text === "")
    return unfound("Say where the packet goes: a Service, a pod, a node or an address.");
  if (source.kind === "cluster") return destinationInCluster(source.cluster, described, text);
  const address = parseAddress(text) ?? addressOfHost(described, text);
  if (address === undefined) return unfound(notAnAddress(text));
  const unseen = otherFamily(described, familyOf(address));
  return unseen === undefined ? { ok: true, address } : unfound(unseen);
}

/** Where no node has an address of a family, nothing of it goes anywhere. */
function destinationInCluster(
  cluster: Cluster,
  { spec }: DescribedWorld,
  text: string,
): FoundDestination {
  const found = resolveDestination(cluster, text);
  const isIpv6 = found.ok && familyOf(found.address) === "IPv6";
  const hasIpv6 = spec.nodes.some(({ interfaces }) =>
    interfaces.some(({ addresses }) => addresses.some((address) => address.includes(":"))),
  );
  return isIpv6 && !hasIpv6 ? unfound(NO_IPV6) : found;
}

const NO_IPV6 =
  "No node of this cluster has an IPv6 address. Paste what ip6tables-save prints to walk IPv6, or manifests of nodes that have both.";

function unfound(problem: string): FoundDestination {
  return { ok: false, problem };
}

/** Its first address of the family that the rules are of; the first of all where it has none of that. */
function addressOfHost(described: DescribedWorld, name: string): Address | undefined {
  const addresses = addressesOf(described, name);
  const family = rulesFamily(described);
  return addresses.find((address) => familyOf(address) === family) ?? addresses[0];
}

function addressesOf({ spec }: DescribedWorld, name: string): readonly Address[] {
  const host = spec.hosts.find((candidate) => candidate.name === name);
  const node = spec.nodes.find((candidate) => candidate.name === name);
  const written = host?.addresses ?? node?.interfaces.flatMap(({ addresses }) => addresses) ?? [];
  return written.flatMap((text) => parseAddress(text.split("/")[0] ?? "") ?? []);
}

function rulesFamily({ spec }: DescribedWorld): Family {
  return spec.nodes[0]?.rules.family ?? "IPv4";
}

const EXAMPLES: Readonly<Record<Family, string>> = { IPv4: "203.0.113.7", IPv6: "2001:db8::7" };

/** Pasted rules of one family see no packet of the other, of whose rules nothing is known. */
function otherFamily(described: DescribedWorld, family: Family): string | undefined {
  const pasted = rulesFamily(described);
  const hasOther = described.spec.nodes.some((node) => node.rulesOfOtherFamily !== undefined);
  if (pasted === family || hasOther) return undefined;
  const [tool, other] = pasted === "IPv4" ? ["iptables", "ip6tables"] : ["ip6tables", "iptables"];
  return `These rules are those of ${tool}, which see ${pasted} only. Say an ${pasted} address, or paste what ${other}-save prints on the same node, and add it.`;
}

/** What a packet is sent from is not guessed, and rules look at it. */
function noAddress(described: DescribedWorld, from: string, family: Family): string | undefined {
  const hasAddress = addressesOf(described, from).some((one) => familyOf(one) === family);
  if (hasAddress) return undefined;
  return `No ${family} address of ${from} is known to send from. Give it one, such as ${EXAMPLES[family]}.`;
}

function refuse(field: PacketProblem["field"], sentence: string): RequestResult {
  return { ok: false, problem: { field, sentence } };
}

function unknownSender(name: string): string {
  return `There is no host called "${name}". Choose a pod, a node or a client of this document.`;
}

function notAnAddress(text: string): string {
  return `"${text}" is neither a host of this document nor an address such as 10.96.0.10 or fd00::a.`;
}
