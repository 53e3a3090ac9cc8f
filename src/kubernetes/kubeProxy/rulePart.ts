import type { ProxySettings } from "../objects/proxySettings";
import type { RulePart, RuleTarget } from "./proxyRule";

/** Builders that make a rule read like the line it becomes. */
export function comment(text: string): RulePart {
  return { part: "comment", text };
}

export function protocol(name: string): RulePart {
  return { part: "protocol", protocol: name };
}

export function source(prefix: string): RulePart {
  return { part: "source", prefix, inverted: false };
}

export function notSource(prefix: string): RulePart {
  return { part: "source", prefix, inverted: true };
}

export function destination(prefix: string): RulePart {
  return { part: "destination", prefix, inverted: false };
}

export function notDestination(prefix: string): RulePart {
  return { part: "destination", prefix, inverted: true };
}

export function destinationPort(port: number): RulePart {
  return { part: "destinationPort", port };
}

export function localDestination(): RulePart {
  return { part: "addressType", side: "dst", inverted: false };
}

export function localSource(): RulePart {
  return { part: "addressType", side: "src", inverted: false };
}

export function notLocalSource(): RulePart {
  return { part: "addressType", side: "src", inverted: true };
}

export function conntrackState(states: string): RulePart {
  return { part: "conntrackState", states, inverted: false };
}

export function notConntrackState(states: string): RulePart {
  return { part: "conntrackState", states, inverted: true };
}

export function jumpTo(chain: string): RuleTarget {
  return { target: "jump", chain };
}

/**
 * The mark bit as kube-proxy prints it: `0x` and 8 hex digits.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, NewProxier.
 */
export function masqueradeMark(settings: ProxySettings): string {
  const mark = (1 << settings.masqueradeBit) >>> 0;
  return `0x${mark.toString(16).padStart(8, "0")}`;
}
