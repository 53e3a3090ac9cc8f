import type { HostSpec, InterfaceSpec } from "@/engine";
import type { CollectedNode } from "../node/collectedNode";
import { redactIpsets } from "./redactIpsets";
import type { Redactor } from "./redactor";
import { redactRules } from "./redactRules";

/** A node with other addresses and names in everything that is known of it. */
export function redactNode(node: CollectedNode, redactor: Redactor): CollectedNode {
  const { rulesTextOfOtherFamily: other, routingRules, connections, readRouting } = node;
  return {
    name: redactor.host(node.name),
    rulesText: redactRules(node.rulesText, redactor),
    ...(other === undefined ? {} : { rulesTextOfOtherFamily: redactRules(other, redactor) }),
    interfaces: node.interfaces.map((port) => redactInterface(port, redactor)),
    routes: node.routes.map((route) => redactWords(route, redactor)),
    ...(routingRules === undefined
      ? {}
      : { routingRules: routingRules.map((rule) => redactWords(rule, redactor)) }),
    sysctls: Object.fromEntries(
      Object.entries(node.sysctls).map(([path, value]) => [redactPath(path, redactor), value]),
    ),
    ipsets: redactIpsets(node.ipsets, redactor),
    ...(connections === undefined
      ? {}
      : { connections: connections.map((line) => redactConnection(line, redactor)) }),
    unknown: node.unknown,
    ...(readRouting === undefined ? {} : { readRouting }),
  };
}

/** The old names of nodes, and of the segments that their interfaces are plugged into. */
export interface OldNames {
  readonly nodes: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
  /** Of the first node: a segment may be called by one of them alone. */
  readonly interfaces: ReadonlySet<string>;
}

/** Somebody around the nodes. */
export function redactHost(
  { name, network, addresses, gateway, takes }: HostSpec,
  redactor: Redactor,
  old: OldNames,
): HostSpec {
  const { nodes } = old;
  const through = gateway !== undefined && nodes.has(gateway) ? redactor.host(gateway) : gateway;
  return {
    name: redactor.host(name),
    network: redactSegment(network, redactor, old),
    addresses: addresses.map(redactor.replaceAddresses),
    ...(through === undefined ? {} : { gateway: redactor.replaceAddresses(through) }),
    ...(takes === undefined ? {} : { takes }),
  };
}

function redactInterface(
  { name, addresses, network, isBridge, isDown }: InterfaceSpec,
  redactor: Redactor,
): InterfaceSpec {
  return {
    name: redactor.interfaces.map(name),
    addresses: addresses.map(redactor.replaceAddresses),
    ...(network === undefined ? {} : { network: redactor.names.map("segment", network) }),
    ...(isBridge === undefined ? {} : { isBridge }),
    ...(isDown === undefined ? {} : { isDown }),
  };
}

/** A segment is named by a word, or it is an interface's own, `node/interface`, and follows their names. */
function redactSegment(
  network: string,
  redactor: Redactor,
  { nodes, segments, interfaces }: OldNames,
): string {
  if (!segments.has(network) && interfaces.has(network)) return redactor.interfaces.map(network);
  const slash = network.indexOf("/");
  const node = network.slice(0, Math.max(0, slash));
  if (segments.has(network) || !nodes.has(node)) return redactor.names.map("segment", network);
  return `${redactor.host(node)}/${redactor.interfaces.map(network.slice(slash + 1))}`;
}

const INTERFACE_WORDS: ReadonlySet<string> = new Set(["dev", "iif", "oif"]);
/** Words of `ip route` and `ip rule`. Source: ip-route(8), ip-rule(8), and /etc/iproute2/rt_protos, rt_scopes. */
const ROUTE_WORDS: ReadonlySet<string> = new Set(
  [
    "-6 default via dev src proto scope table metric mtu advmss onlink weight nexthop initcwnd hoplimit pref medium low high",
    "unicast local broadcast multicast throw unreachable prohibit blackhole nat anycast link host global site nowhere",
    "kernel boot static redirect ra dhcp zebra bird babel bgp ospf isis rip eigrp linkdown expires error features ecn",
    "type from to iif oif fwmark lookup main all priority tos dsfield ipproto sport dport not goto nop suppress_prefixlength",
    "tcp udp sctp dccp udplite icmp ipv6-icmp gre esp ah",
    "suppress_ifgroup uidrange l3mdev any realm realms pervasive dead cache offload rt_offload trap hoplimit rto_min inet inet6",
  ]
    .join(" ")
    .split(" "),
);
const NUMBER = /^(?:0x[0-9a-f]+|\d+)(?:[/-](?:0x[0-9a-f]+|\d+))?(?:sec|ms)?$/i;

/** A route or a routing rule. */
function redactWords(line: string, redactor: Redactor): string {
  const words = line.split(" ");
  return words
    .map((word, at) => {
      if (INTERFACE_WORDS.has(words[at - 1] ?? "")) return redactor.interfaces.map(word);
      const replaced = redactor.replaceAddresses(word);
      if (replaced !== word || ROUTE_WORDS.has(word) || NUMBER.test(word) || word === "")
        return replaced;
      return isAddress(word) ? word : redactor.names.map("word", word);
    })
    .join(" ");
}

/** One that was left as it is: it is well known. */
function isAddress(word: string): boolean {
  return /^(?:\d+\.){3}\d+(?:\/\d+)?$|^[0-9a-f:]*:[0-9a-f:]*(?:\/\d+)?$/i.test(word);
}

/** `net/ipv4/conf/eth0/rp_filter`: the interface stands in it. */
function redactPath(path: string, redactor: Redactor): string {
  return path.replace(
    /^(net\/ipv[46]\/(?:conf|neigh)\/)([^/]+)(\/)/,
    (whole, before: string, name: string, after: string) =>
      name === "all" || name === "default"
        ? whole
        : `${before}${redactor.interfaces.map(name)}${after}`,
  );
}

const CONNECTION_WORD =
  /^(?:ipv[46]|tcp|udp|udplite|icmp|icmpv6|sctp|dccp|gre|unknown|\d+|[A-Z][A-Z_0-9]*|\[[A-Z_]+\]|(?:s?d?port|sport|dport|type|code|id|mark|use|zone|zone-orig|zone-reply|packets|bytes|srckey|dstkey|timeout|delta-time)=\S*|(?:src|dst)=\S*)$/;

/** A line of `conntrack -L`; what is neither an end nor a number in it is left out. */
function redactConnection(line: string, redactor: Redactor): string {
  return line
    .split(/\s+/)
    .filter((word) => CONNECTION_WORD.test(word))
    .map((word) =>
      word.replace(
        /^((?:src|dst)=)(.*)$/,
        (_, end: string, text: string) => end + redactor.replaceAddresses(text),
      ),
    )
    .join(" ");
}
