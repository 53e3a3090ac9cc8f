import { ADDRESS_BITS, type Family, type HostSpec, type InterfaceSpec } from "@/engine";
import type { PacketDraft, PastedNode, WalkDocument } from "@/scenarios/walkDocument";
import type { DumpFacts } from "@/workers/dumpFacts";
import type { RulesReading } from "@/workers/rulesReading";

const CLIENT_NAME = "client";

/** What the document of a dump takes of its family. */
interface FamilyDefaults {
  /** Set aside for documentation, so that they are nobody's. Source: RFC 5737, TEST-NET-1 and -3; RFC 3849. */
  readonly client: string;
  readonly destination: string;
  /** Before a route that names no address. */
  readonly routeOption: string;
  readonly forwarding: string;
}

const DEFAULTS: Readonly<Record<Family, FamilyDefaults>> = {
  IPv4: {
    client: "203.0.113.7",
    destination: "192.0.2.1",
    routeOption: "",
    forwarding: "net/ipv4/ip_forward",
  },
  IPv6: {
    client: "2001:db8::7",
    destination: "2001:db8:1::1",
    routeOption: "-6 ",
    forwarding: "net/ipv6/conf/all/forwarding",
  },
};

const USUAL_INTERFACE = "eth0";

/** Interfaces that lead to pods or containers, not to the world. */
const INNER_INTERFACE = /^(lo|veth|cali|cni|docker|br-|flannel|weave|cilium|lxc|kube|tunl|vxlan)/;

/** What of a dump's reading its document is made from. */
type DumpReading = Pick<RulesReading, "facts" | "family"> &
  Partial<Pick<RulesReading, "rulesTextOfOtherFamily">>;

/**
 * The document that a pasted dump makes: the node with what its rules tell, and one client on its outer interface.
 * Whatever the rules do not tell stays unknown, so that a hop that would need it is undecided.
 */
export function dumpDocument(
  rulesText: string,
  title: string,
  { facts, family, rulesTextOfOtherFamily }: DumpReading,
): WalkDocument {
  const other = family === "IPv4" ? "IPv6" : "IPv4";
  const hasOther = rulesTextOfOtherFamily !== undefined;
  const usual = hasOther ? [DEFAULTS[family], DEFAULTS[other]] : [DEFAULTS[family]];
  const name = "node";
  const outer = facts.interfaces.find((one) => !INNER_INTERFACE.test(one)) ?? USUAL_INTERFACE;
  const node: PastedNode = {
    name,
    rulesText,
    ...(hasOther ? { rulesTextOfOtherFamily } : {}),
    interfaces: interfacesOf(facts, outer, ADDRESS_BITS[family]),
    // Proposed, and shown where it can be corrected: answers to the client have to leave somewhere.
    routes: usual.map(({ routeOption }) => `${routeOption}default dev ${outer}`),
    sysctls: Object.fromEntries(usual.map(({ forwarding }) => [forwarding, 1])),
    ipsets: [],
    unknown: { addresses: true, interfaces: true, routes: true, ipsets: true, programs: true },
  };
  const client: HostSpec = {
    name: CLIENT_NAME,
    network: outer,
    addresses: usual.map(({ client: address }) => address),
  };
  return {
    title,
    notes: [],
    source: { kind: "pasted", nodes: [node], hosts: [client] },
    packet: firstPacket(facts, family),
    seed: 1,
  };
}

function interfacesOf(
  { interfaces, addresses }: DumpFacts,
  outer: string,
  addressBits: number,
): readonly InterfaceSpec[] {
  const names = [outer, ...interfaces.filter((name) => name !== outer && name !== "lo")];
  return names.map((name) => ({
    name,
    network: name,
    addresses: name === outer ? addresses.map((address) => `${address}/${addressBits}`) : [],
  }));
}

/** The client asks a Service that the rules know: by node port where the node's address is known, else by its own. */
export function firstPacket(
  { addresses, services }: Pick<DumpFacts, "addresses" | "services">,
  family: Family,
): PacketDraft {
  const packet: PacketDraft = {
    from: CLIENT_NAME,
    to: addresses[0] ?? DEFAULTS[family].destination,
    protocol: "tcp",
    sourcePort: 52814,
    port: 80,
    count: 1,
    as: "one connection",
  };
  const [address] = addresses;
  const byNodePort = services.find(({ nodePort }) => nodePort !== undefined);
  if (address !== undefined && byNodePort?.nodePort !== undefined)
    return { ...packet, protocol: byNodePort.protocol, port: byNodePort.nodePort };
  const byAddress = services.find(({ clusterIP, port }) => clusterIP !== undefined && port);
  if (byAddress?.clusterIP === undefined || byAddress.port === undefined) return packet;
  return { ...packet, protocol: byAddress.protocol, to: byAddress.clusterIP, port: byAddress.port };
}
