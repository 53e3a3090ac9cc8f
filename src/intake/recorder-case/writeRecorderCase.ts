import type { InterfaceSpec, NodeSpec, PacketRequest, Trace, WorldSpec } from "@/engine";
import { type CompleteRules, completeRules } from "./completeRules";
import { insertingCommand } from "./conntrackCommand";
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
  const { interfaces, routes, routingRules = [], connections = [], ipsets } = node;
  const setup = [
    ...interfaces.flatMap(({ name, isDown }) => (isDown ? [`ip link set ${name} down`] : [])),
    ...routingRules.map(ruleCommand),
    ...connections.flatMap((line) => insertingCommand(line) ?? []),
  ];
  const sysctls = Object.fromEntries(
    Object.entries(node.sysctls).filter(([path]) => !OF_THE_MACHINE.test(path)),
  );
  return {
    ifaces: Object.fromEntries(interfaces.map((one) => [one.name, writeInterface(one)])),
    routes,
    ...(setup.length === 0 ? {} : { setup }),
    ...(Object.keys(sysctls).length === 0 ? {} : { sysctl: sysctls }),
    rules: rules.lines,
    ...(ipsets.length === 0 ? {} : { ipsets }),
  };
}

/** What only the whole machine has, or nobody can set: a namespace is not told. Source: Linux nf_conntrack_standalone.c. */
const OF_THE_MACHINE = /^net\/(?:netfilter\/nf_conntrack_(?:max|count|buckets)|nf_conntrack_max)$/;

/** Where a kernel that plays the case knows more than the page does: what it is told instead. */
function notesOn(
  { name, unknown = {}, rulesOfOtherFamily, connections = [], sysctls, interfaces }: NodeSpec,
  { emptyChains }: CompleteRules,
): readonly string[] {
  const unwritten = connections.filter((line) => insertingCommand(line) === undefined);
  const asked = limitOf(sysctls);
  const bridges =
    sysctls["net/bridge/bridge-nf-call-iptables"] === 0
      ? interfaces.filter((port) => port.isBridge).map((port) => port.name)
      : [];
  const facts = Object.entries(unknown).flatMap(([fact, isUnknown]) => (isUnknown ? [fact] : []));
  return [
    ...(rulesOfOtherFamily === undefined
      ? []
      : [
          `${name}: a case has one family of rules; its ${rulesOfOtherFamily.family} rules are not here.`,
        ]),
    ...(unwritten.length === 0
      ? []
      : [`${name}: ${unwritten.length} of the connections it was given are not here.`]),
    ...(asked === 0
      ? []
      : [
          `${name}: nf_conntrack_max ${asked} is not here, since only a whole machine can have it.`,
        ]),
    ...(bridges.length === 0
      ? []
      : [
          `${name}: a case has no bridges; neighbours on ${bridges.join(", ")} reach each other by the rules here, and past them on the page.`,
        ]),
    ...(emptyChains.length === 0
      ? []
      : [`${name}: chains that were not given are empty here: ${emptyChains.join(", ")}.`]),
    ...(facts.length === 0
      ? []
      : [`${name}: not all of its ${facts.join(", ")} are known; here it has no others.`]),
  ];
}

/** The limit of the connection table where the page says that it is reached; 0 where it plays no part. */
function limitOf(sysctls: NodeSpec["sysctls"]): number {
  const { [`${CONNTRACK}_max`]: max = 0, [`${CONNTRACK}_count`]: count = 0 } = sysctls;
  return count >= max ? max : 0;
}

const CONNTRACK = "net/netfilter/nf_conntrack";

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
