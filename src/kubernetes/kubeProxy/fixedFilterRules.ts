import type { ObjectRef } from "../objects/objectRef";
import { opensLocalhost, type ProxyContext } from "./proxyContext";
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
  const { features } = context;
  return [
    "KUBE-SERVICES",
    "KUBE-EXTERNAL-SERVICES",
    "KUBE-FORWARD",
    ...(features.opensHealthCheckPorts ? ["KUBE-NODEPORTS"] : []),
    ...(features.dropsInFilterTable ? ["KUBE-PROXY-FIREWALL"] : []),
    ...(hasFirewallChain(context) ? ["KUBE-FIREWALL"] : []),
  ];
}

/** Whether kube-proxy guards 127.0.0.0/8 itself, which it opened with route_localnet. */
function hasFirewallChain(context: ProxyContext): boolean {
  const { features, family } = context;
  return features.ownsFirewallChain && family === "IPv4" && opensLocalhost(context);
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
  return [
    ...invalidRules(context),
    {
      ...FORWARD,
      parts: [comment("kubernetes forwarding rules"), { part: "mark", mark, inverted: false }],
      target: { target: "ACCEPT" },
      origin: settingOrigin("iptables.masqueradeBit"),
    },
    ...answerComments(context).map(
      (text): ProxyRule => ({
        ...FORWARD,
        parts: [comment(text), conntrackState("RELATED,ESTABLISHED")],
        target: { target: "ACCEPT" },
        origin: settingOrigin(""),
      }),
    ),
  ];
}

const FORWARD = { table: "filter", chain: "KUBE-FORWARD" } as const;

/** A late packet that conntrack no longer knows would be answered with a reset by the pod's peer. */
function invalidRules({ features, settings }: ProxyContext): readonly ProxyRule[] {
  if (features.invalidDropFollowsSysctl && settings.isTcpBeLiberal) return [];
  const isCounted = features.countsWithNfacct && settings.hasNfacct === true;
  return [
    {
      ...FORWARD,
      parts: [
        conntrackState("INVALID"),
        ...(isCounted ? [{ part: "counter", name: "ct_state_invalid_dropped_pkts" } as const] : []),
      ],
      target: { target: "DROP" },
      origin: settingOrigin("conntrack.tcpBeLiberal"),
    },
  ];
}

function answerComments({ features }: ProxyContext): readonly string[] {
  return features.testsConntrackOncePerForward
    ? ["kubernetes forwarding conntrack rule"]
    : [
        "kubernetes forwarding conntrack pod source rule",
        "kubernetes forwarding conntrack pod destination rule",
      ];
}
