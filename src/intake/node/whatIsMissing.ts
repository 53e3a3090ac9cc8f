import type { ToldNode } from "./toldNode";

/** What no section told of a node, and what cannot be decided, or is taken for granted, for want of it. */
export function whatIsMissing(
  { name, reading }: ToldNode,
  { showsRules, usesSets }: { readonly showsRules: boolean; readonly usesSets: boolean },
): readonly string[] {
  const { links, showsAddresses, routes, routingRules, sysctls, ipsets, connections } = reading;
  const missing = [
    !showsRules && "iptables-save: without rules every packet passes, as far as routing lets it.",
    !showsAddresses &&
      "ip addr: which addresses are its own. Whether a packet is for the node (INPUT or FORWARD), and what MASQUERADE makes its source, is undecided.",
    links === undefined &&
      "ip link: which interfaces there are. A way out that no route names is undecided.",
    routes === undefined &&
      "ip route show table all: where packets leave. Routing, rp_filter and MASQUERADE are undecided but for neighbours.",
    routes !== undefined &&
      !routes.isWhole &&
      "Some of its routes were not understood: routing is undecided where they might lead.",
    routingRules === undefined &&
      "ip rule: which routing table is asked. Routing is undecided but for neighbours.",
    routingRules !== undefined &&
      !routingRules.isWhole &&
      "Some of its routing rules were not understood, or rules that every node has are not there: routing is undecided.",
    sysctls === undefined &&
      "sysctl -a: rp_filter and route_localnet are taken as off, ip_forward as on.",
    usesSets && ipsets === undefined && "ipset save: each rule that asks a set is undecided.",
    ipsets !== undefined &&
      ipsets.withoutMembers.length > 0 &&
      `The members of ${ipsets.withoutMembers.join(", ")}: rules that ask these sets are undecided. ipset list without -t shows them.`,
    connections === undefined &&
      "conntrack -L: a packet is taken to begin a connection; one that is there already would win over the nat rules.",
  ];
  return missing.flatMap((sentence) => (sentence === false ? [] : [`${name}: ${sentence}`]));
}
