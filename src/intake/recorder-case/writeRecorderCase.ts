import type { InterfaceSpec, NodeSpec, PacketRequest, Trace, WorldSpec } from "@/engine";
import { type CompleteRules, completeRules } from "./completeRules";
import { type JsonObject, presentFields } from "./json";
import { writeDraws } from "./writeDraws";
import { writePacket } from "./writePacket";

/** What a case is made from: hosts with rules, and what was sent into them, one after the other. */
export interface WalkedPackets {
  readonly name: string;
  readonly spec: WorldSpec;
  readonly packets: readonly {
    readonly request: PacketRequest;
    /** Its draws become the case's. */
    readonly trace: Trace;
  }[];
}

/**
 * The walk as a case of the recorder (conformance/README.md), so that a kernel can be asked: the inverse of
 * `readRecorderCase`. Rules are written as iptables-save prints them. What is not known of a pasted node has no place in
 * a case: the recorder's node then simply has none of it, and `notes` say so.
 */
export function writeRecorderCase({ name, spec, packets }: WalkedPackets): JsonObject {
  const { conntrack, nodes, hosts } = spec;
  const written = nodes.map((node) => ({ node, rules: completeRules(node.rules) }));
  const notes = [
    ...written.flatMap(({ node, rules }) => notesOn(node, rules)),
    ...packets.flatMap(({ request }, at) => notesOnPacket(request, at + 1)),
  ];
  return {
    name,
    ...(nodes.some(({ rules }) => rules.family === "IPv6") ? { family: "IPv6" } : {}),
    ...(notes.length === 0 ? {} : { notes }),
    nodes: Object.fromEntries(
      written.map(({ node, rules }) => [node.name, writeNode(node, rules)]),
    ),
    hosts: Object.fromEntries(
      hosts.map((host) => [
        host.name,
        presentFields({ net: host.network, addr: host.addresses, gw: host.gateway }),
      ]),
    ),
    ...(conntrack === "auto" ? { conntrack } : {}),
    packets: packets.map(({ request }) => writePacket(request)),
    draws: packets.map(({ trace }) => writeDraws(trace)),
  };
}

function writeNode(node: NodeSpec, rules: CompleteRules): JsonObject {
  const { interfaces, routes, routingRules = [], sysctls, ipsets } = node;
  return {
    ifaces: Object.fromEntries(interfaces.map((one) => [one.name, writeInterface(one)])),
    routes,
    ...(routingRules.length === 0 ? {} : { setup: routingRules.map(ruleCommand) }),
    ...(Object.keys(sysctls).length === 0 ? {} : { sysctl: sysctls }),
    rules: rules.lines,
    ...(ipsets.length === 0 ? {} : { ipsets }),
  };
}

/** Where a kernel that plays the case knows more than the page does: what it is told instead. */
function notesOn(
  { name, unknown = {}, rulesOfOtherFamily, connections = [] }: NodeSpec,
  { emptyChains }: CompleteRules,
): readonly string[] {
  const facts = Object.entries(unknown).flatMap(([fact, isUnknown]) => (isUnknown ? [fact] : []));
  return [
    ...(rulesOfOtherFamily === undefined
      ? []
      : [
          `${name}: a case has one family of rules; its ${rulesOfOtherFamily.family} rules are not here.`,
        ]),
    ...(connections.length === 0
      ? []
      : [`${name}: the ${connections.length} connections it was given are not here.`]),
    ...(emptyChains.length === 0
      ? []
      : [`${name}: chains that were not given are empty here: ${emptyChains.join(", ")}.`]),
    ...(facts.length === 0
      ? []
      : [`${name}: not all of its ${facts.join(", ")} are known; here it has no others.`]),
  ];
}

function ruleCommand(rule: string): string {
  const [, family = "", arguments_ = rule] = /^\s*(-6\s+)(.*)$/.exec(rule) ?? [];
  return `ip ${family}rule add ${arguments_}`;
}

/** What was said of a packet beyond its headers: the recorder sends as it is, and owned by root. */
function notesOnPacket({ said = {} }: PacketRequest, number: number): readonly string[] {
  const names = Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (names.length === 0) return [];
  return [`packet ${number}: what was said of its ${names.join(", ")} has no place in a case.`];
}

function writeInterface({ addresses, network }: InterfaceSpec): JsonObject {
  return presentFields({ addr: addresses, net: network });
}
