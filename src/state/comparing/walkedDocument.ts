import { type HostSpec, type PacketRequest, printAddress, printProtocol } from "@/engine";
import {
  PACKET_PROTOCOLS,
  type PastedNode,
  type PastedSource,
  type WalkDocument,
} from "@/scenarios/walkDocument";
import type { FamilyComparison } from "@/workers/comparedDumps";
import { describedWorld } from "../walk/describedWorld";
import { knownSide } from "./comparedDumps";
import { type ComparedSide, type SideName, useComparing } from "./compareStore";

/** The two sources that a packet can be walked in, which differ in the rules of the compared node alone. */
export type WalkedPair = Readonly<Record<SideName, PastedSource>>;

/** What the packet of a comparison was sent through, before and now, with its sender; undefined for what a form cannot say. */
export function walkedPair(
  { made, family }: Pick<FamilyComparison, "made" | "family">,
  request: PacketRequest,
): WalkedPair | undefined {
  const { before, now } = useComparing.getState();
  if (before === undefined || now === undefined) return undefined;
  const known = knownSide(before, now);
  const sideSource = (side: ComparedSide): PastedSource | undefined => {
    const rules = rulesTextOf(side, family);
    if (made !== undefined)
      return {
        kind: "pasted",
        nodes: [{ ...made.node, rulesText: rules, unknown: made.node.unknown ?? {} }],
        hosts: made.hosts.map((host) => sendingFrom(host, request)),
      };
    return known && knownSource(known, rules, request);
  };
  const sources = { before: sideSource(before), now: sideSource(now) };
  if (sources.before === undefined || sources.now === undefined) return undefined;
  return { before: sources.before, now: sources.now };
}

/** The document in which a packet of a comparison is walked; undefined when the form has no such protocol. */
export function walkedDocument(
  source: PastedSource,
  request: PacketRequest,
  title: string,
): WalkDocument | undefined {
  const name = request.icmp === undefined ? printProtocol(request.protocol) : "icmp";
  const protocol = PACKET_PROTOCOLS.find((one) => one === name);
  if (protocol === undefined) return undefined;
  return {
    title,
    notes: [],
    source,
    packet: {
      from: request.from,
      to: printAddress(request.destination),
      protocol,
      sourcePort: request.sourcePort ?? 1,
      port: request.destinationPort ?? 1,
      count: 1,
      as: "one connection",
    },
    seed: 1,
  };
}

/** A host sends from the first of its addresses. */
function sendingFrom(host: HostSpec, { from, source }: PacketRequest): HostSpec {
  if (host.name !== from || source === undefined) return host;
  const address = printAddress(source);
  return { ...host, addresses: [address, ...host.addresses.filter((one) => one !== address)] };
}

/** The rules of a side's node of one family. */
function rulesTextOf({ document, node }: ComparedSide, family: FamilyComparison["family"]): string {
  const rules = describedWorld(document.source).rules.get(node);
  if (rules === undefined) return "";
  return (rules.ruleset.family === family ? rules.text : rules.otherFamily?.text) ?? "";
}

/** The surroundings that are known, with a side's rules on the compared node. */
function knownSource(
  { document, node }: ComparedSide,
  rulesText: string,
  request: PacketRequest,
): PastedSource {
  const { spec, rules } = describedWorld(document.source);
  return {
    kind: "pasted",
    nodes: spec.nodes.map(
      ({ rules: _rules, rulesOfOtherFamily: _other, ...facts }): PastedNode => ({
        ...facts,
        rulesText: facts.name === node ? rulesText : (rules.get(facts.name)?.text ?? ""),
        unknown: facts.unknown ?? {},
      }),
    ),
    hosts: spec.hosts.map((host) => sendingFrom(host, request)),
  };
}
