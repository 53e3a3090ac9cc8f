import type { ObjectRef } from "../objects/objectRef";
import { allowsLocalhostNodePorts } from "../objects/proxySettings";
import type { ProxyContext } from "./proxyContext";
import type { ProxyRule, RuleOrigin } from "./proxyRule";
import {
  comment,
  conntrackState,
  destination,
  masqueradeMark,
  notConntrackState,
  notSource,
} from "./rulePart";

/** What a rule stands for that no Service asked for: a setting of kube-proxy. */
export function settingOrigin(field: string): RuleOrigin {
  const object: ObjectRef = { kind: "Settings", namespace: undefined, name: "kube-proxy" };
  return { object, field };
}

/** The chains of the filter table, in the order of the payload. */
export function filterChains(context: ProxyContext): readonly string[] {
  const chains = [
    "KUBE-SERVICES",
    "KUBE-EXTERNAL-SERVICES",
    "KUBE-FORWARD",
    "KUBE-NODEPORTS",
    "KUBE-PROXY-FIREWALL",
  ];
  return hasFirewallChain(context) ? [...chains, "KUBE-FIREWALL"] : chains;
}

/** Whether kube-proxy guards 127.0.0.0/8 itself, which it opened with route_localnet. */
function hasFirewallChain(context: ProxyContext): boolean {
  return context.features.ownsFirewallChain && allowsLocalhostNodePorts(context.settings);
}

/** Keeps others from reaching this node's loopback services. */
export function firewallRules(context: ProxyContext): readonly ProxyRule[] {
  if (!hasFirewallChain(context)) return [];
  return [
    {
      table: "filter",
      chain: "KUBE-FIREWALL",
      parts: [
        comment("block incoming localnet connections"),
        destination("127.0.0.0/8"),
        notSource("127.0.0.0/8"),
        notConntrackState("RELATED,ESTABLISHED,DNAT"),
      ],
      target: { target: "DROP" },
      origin: settingOrigin("iptables.localhostNodePorts"),
    },
  ];
}

/** Lets Service traffic pass a FORWARD chain whose policy may be DROP. */
export function forwardRules(context: ProxyContext): readonly ProxyRule[] {
  const mark = masqueradeMark(context.settings);
  const chain = { table: "filter", chain: "KUBE-FORWARD" } as const;
  const dropInvalid: ProxyRule = {
    ...chain,
    parts: [conntrackState("INVALID")],
    target: { target: "DROP" },
    origin: settingOrigin("conntrack.tcpBeLiberal"),
  };
  const acceptRules: readonly ProxyRule[] = [
    {
      ...chain,
      parts: [comment("kubernetes forwarding rules"), { part: "mark", mark, inverted: false }],
      target: { target: "ACCEPT" },
      origin: settingOrigin("iptables.masqueradeBit"),
    },
    {
      ...chain,
      parts: [
        comment("kubernetes forwarding conntrack rule"),
        conntrackState("RELATED,ESTABLISHED"),
      ],
      target: { target: "ACCEPT" },
      origin: settingOrigin(""),
    },
  ];
  const isTolerated = context.features.invalidDropFollowsSysctl && context.settings.isTcpBeLiberal;
  return isTolerated ? acceptRules : [dropInvalid, ...acceptRules];
}
