import type { InterfaceSpec } from "@/engine";
import type { CollectedNode } from "./collectedNode";

/** What can be printed of a node, in the order in which the collecting command prints it. */
export const NODE_PARTS = [
  "name",
  "interfaces",
  "routes",
  "routing rules",
  "settings",
  "rules",
  "sets",
  "connections",
] as const;
export type NodePart = (typeof NODE_PARTS)[number];

/** A node as the collecting command prints it, to be pasted again. What is not known of it is left out. */
export function printNode(
  node: CollectedNode,
  parts: ReadonlySet<NodePart> = new Set(NODE_PARTS),
): string {
  return NODE_PARTS.filter((part) => parts.has(part))
    .map((part) => PRINTERS[part](node))
    .join("");
}

const PRINTERS: Readonly<Record<NodePart, (node: CollectedNode) => string>> = {
  name: ({ name }) => section("hostname", [name]),
  interfaces: ({ interfaces, unknown }) =>
    section(
      unknown.addresses === true ? "ip -d link show" : "ip -d addr show",
      unknown.interfaces === true ? [] : interfaces.flatMap(printInterface),
    ),
  routes: printRoutes,
  "routing rules": printRoutingRules,
  settings: ({ sysctls }) => section("sysctl -a", Object.entries(sysctls).map(printSetting)),
  rules: ({ rulesText, rulesTextOfOtherFamily = "" }) =>
    section("iptables-save -c", [rulesText.trimEnd()]) +
    section("ip6tables-save -c", [rulesTextOfOtherFamily.trimEnd()]),
  sets: ({ ipsets }) => section("ipset save", ipsets),
  connections: ({ connections = [] }) => section("conntrack -L", connections),
};

function printRoutes({ routes, unknown, readRouting }: CollectedNode): string {
  if (unknown.routes === true && readRouting?.routes === undefined) return "";
  const tables = unknown.routes === true && readRouting?.routes === "main" ? "" : " show table all";
  const isIpv6 = (route: string) => route.startsWith("-6 ");
  return (
    section(
      `ip route${tables}`,
      routes.filter((route) => !isIpv6(route)),
    ) +
    section(
      `ip -6 route${tables}`,
      routes.filter(isIpv6).map((route) => route.slice("-6 ".length)),
    )
  );
}

function printRoutingRules(node: CollectedNode): string {
  if (node.unknown.routes === true && node.readRouting?.rules !== true) return "";
  return (
    section("ip rule show", routingRules(node, false)) +
    section("ip -6 rule show", routingRules(node, true))
  );
}

/** Those that every node has, and between them its own, in order. */
function routingRules(
  { routingRules: all = [] }: CollectedNode,
  isIpv6: boolean,
): readonly string[] {
  const own = all.filter((rule) => rule.startsWith("-6 ") === isIpv6);
  if (isIpv6 && own.length === 0) return [];
  const lines = own.map((rule, index) => {
    const [, priority = String(index + 1)] = /(?:priority|pref) (\d+)/.exec(rule) ?? [];
    const rest = rule
      .replace(/^-6 /, "")
      .replace(/ ?(?:priority|pref) \d+/, "")
      .replace(/\btable\b/, "lookup")
      .replace(/\btype /, "")
      .trim();
    return `${priority}:\t${/(?:^| )from /.test(rest) ? rest : `from all ${rest}`}`;
  });
  const last = isIpv6 ? [] : ["32767:\tfrom all lookup default"];
  return ["0:\tfrom all lookup local", ...lines, "32766:\tfrom all lookup main", ...last];
}

function section(command: string, lines: readonly string[]): string {
  if (lines.every((line) => line === "")) return "";
  return `### chainwalk: ${command}\n${lines.join("\n")}\n`;
}

function printSetting([path, value]: [string, number]): string {
  return `${path.replaceAll(/[./]/g, (sign) => (sign === "/" ? "." : "/"))} = ${value}`;
}

function printInterface(
  { name, addresses, isBridge, isDown = false }: InterfaceSpec,
  index: number,
): readonly string[] {
  const kind = name === "lo" ? "LOOPBACK" : "BROADCAST,MULTICAST";
  const flags = isDown ? kind : `${kind},UP,LOWER_UP`;
  return [
    `${index + 1}: ${name}: <${flags}> mtu 1500 state ${isDown ? "DOWN" : "UP"}`,
    ...(isBridge === true ? ["    bridge forward_delay 1500"] : []),
    ...addresses.map(
      (address) => `    ${address.includes(":") ? "inet6" : "inet"} ${address} scope global`,
    ),
  ];
}
