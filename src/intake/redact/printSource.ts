import type { InterfaceSpec } from "@/engine";
import type { CollectedNode } from "../node/collectedNode";
import type { RedactableSource } from "./redactSource";

/**
 * Nodes as the collecting command prints them, to be pasted again; of a node of which only rules are known the rules alone.
 * Who stands around the nodes is not in it.
 */
export function printSource({ nodes }: RedactableSource): string {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined && isRulesAlone(only)) return only.rulesText;
  return nodes.map(printNode).join("");
}

function isRulesAlone({ unknown }: CollectedNode): boolean {
  return unknown.addresses === true && unknown.interfaces === true && unknown.routes === true;
}

function printNode(node: CollectedNode): string {
  const isIpv6 = (route: string) => route.startsWith("-6 ");
  const routes = node.routes.filter((route) => !isIpv6(route));
  const routesOfIpv6 = node.routes.filter(isIpv6).map((route) => route.slice("-6 ".length));
  const sysctls = Object.entries(node.sysctls).map(
    ([path, value]) =>
      `${path.replaceAll(/[./]/g, (sign) => (sign === "/" ? "." : "/"))} = ${value}`,
  );
  return [
    section("hostname", [node.name]),
    section("ip -d addr show", node.interfaces.flatMap(printInterface)),
    section("ip route show table all", node.unknown.routes === true ? [] : routes),
    section("ip -6 route show table all", node.unknown.routes === true ? [] : routesOfIpv6),
    section("ip rule show", node.unknown.routes === true ? [] : routingRules(node, false)),
    section("ip -6 rule show", node.unknown.routes === true ? [] : routingRules(node, true)),
    section("sysctl -a", sysctls),
    section("iptables-save -c", [node.rulesText.trimEnd()]),
    section("ip6tables-save -c", [(node.rulesTextOfOtherFamily ?? "").trimEnd()]),
    section("ipset save", node.ipsets),
    section("conntrack -L", node.connections ?? []),
  ].join("");
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

function printInterface({ name, addresses }: InterfaceSpec, index: number): readonly string[] {
  const flags = name === "lo" ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP";
  return [
    `${index + 1}: ${name}: <${flags}> mtu 1500 state UP`,
    ...addresses.map(
      (address) => `    ${address.includes(":") ? "inet6" : "inet"} ${address} scope global`,
    ),
  ];
}
