import { type Address, familyOf, printAddress } from "../net/address";
import type { Missing } from "../net/decision";
import type { LostReason } from "../network/trace";
import type { InFlight } from "../traversal/inFlight";
import { chooseNextHop, type NextHopChoice } from "./chooseNextHop";
import { hopBase, type Kernel } from "./kernel";
import { type InputDecision, routeInput } from "./routeInput";
import { routeInputIpv6 } from "./routeInputIpv6";
import { type OutputDecision, type OutputQuery, routeOutput } from "./routeOutput";
import { nextHopOf } from "./routing";
import { doubtRouting, type RoutingWay } from "./routingDoubt";

/** Over which link a packet leaves, and to whom. */
export type WayOut =
  | { readonly device: string; readonly nextHop: Address }
  /** By a route that is not known. */
  | { readonly device: undefined; readonly missing: Missing };

/** Where a packet goes that came in. */
export type InputWay =
  | { readonly go: "local" }
  | { readonly go: "forward"; readonly out: WayOut }
  | {
      readonly go: "fail";
      readonly reason: LostReason;
      /** The code of the message destination-unreachable that tells the sender; undefined for silence. */
      readonly icmpCode: number | undefined;
    };

/** Where a packet of the node's own goes. */
export type OutputWay =
  | {
      readonly go: "send";
      readonly out: WayOut;
      readonly isForItself: boolean;
      /** What the sender uses when it has not chosen an address itself. */
      readonly source: Address | undefined;
    }
  | { readonly go: "fail"; readonly reason: LostReason; readonly sendError: string };

/** Decides where a packet that came in goes, taking one of several ways where that is not known, and tells it. */
export function decideInput(kernel: Kernel, inFlight: InFlight, device: string): InputWay {
  const { packet } = inFlight;
  const routed = familyOf(packet.source) === "IPv4" ? routeInput : routeInputIpv6;
  const choice = chooseNextHop(kernel, packet);
  const decision = routed(kernel.node, packet, device, choice.choose);
  const weighed = weighInput(kernel, packet.destination, decision);
  const { missing, way } = withChoice(weighed, choice);
  tell(kernel, inFlight, { why: "input", missing, way, decision });
  if (way === "local") return { go: "local" };
  const isForwarding = !(decision.decision === "fail" && decision.reason === "forwarding off");
  if (way === "elsewhere" && missing !== undefined && isForwarding) {
    return { go: "forward", out: { device: undefined, missing } };
  }
  switch (decision.decision) {
    case "local":
      return { go: "local" };
    case "forward":
      return { go: "forward", out: wayOver(decision, packet.destination) };
    case "fail":
      return { go: "fail", reason: decision.reason, icmpCode: decision.icmpCode };
  }
}

function weighInput(kernel: Kernel, destination: Address, decision: InputDecision): Weighed {
  if (isAboutSource(decision)) return CERTAIN;
  if (decision.decision === "fail" && decision.reason === "not in the group") {
    return weighGroup(kernel, destination);
  }
  const isForMany = decision.decision === "local" && decision.route === undefined;
  return isForMany ? CERTAIN : weighDoubt(kernel, destination, decision);
}

/** The known route has several next hops, of which one was assumed. */
function withChoice({ missing, way }: Weighed, choice: NextHopChoice): Weighed {
  return { missing: missing ?? choice.missing(), way };
}

/** Where programs may run that are not known, any of them may have joined a group. */
function weighGroup({ node, surroundings, facts }: Kernel, group: Address): Weighed {
  if (node.unknown.programs !== true) return CERTAIN;
  const name = `whether a program has joined ${printAddress(group)}`;
  const isIn = facts.isOwn(node.name, group) ?? surroundings.assume(2) === 1;
  facts.assumeOwn(node.name, group, isIn);
  return { missing: { kind: "other", name }, way: isIn ? "local" : "as known" };
}

/** A packet given up because of where it says it comes from: more routes would not help it to another end. */
function isAboutSource(decision: InputDecision): boolean {
  if (decision.decision !== "fail") return false;
  const { reason } = decision;
  return reason === "martian source" || reason === "martian destination" || reason === "rp_filter";
}

/** Decides where a packet of the node's own goes, as decideInput does for what came in. */
export function decideOutput(
  kernel: Kernel,
  inFlight: InFlight,
  why: "output" | "reroute",
  query: OutputQuery,
): OutputWay {
  const choice = chooseNextHop(kernel, query);
  const decision = routeOutput(kernel.node, query, choice.choose);
  const { destination } = query;
  const { missing, way } = withChoice(weighDoubt(kernel, destination, decision), choice);
  tell(kernel, inFlight, { why, missing, way, decision });
  if (way === "local") {
    const out = { device: "lo", nextHop: destination };
    return { go: "send", out, isForItself: true, source: query.source ?? destination };
  }
  if (way === "elsewhere" && missing !== undefined) {
    const out = { device: undefined, missing };
    return { go: "send", out, isForItself: false, source: query.source };
  }
  if (decision.decision === "fail") {
    return { go: "fail", reason: decision.reason, sendError: decision.sendError };
  }
  return {
    go: "send",
    out: { device: decision.device, nextHop: nextHopOf(decision.route, destination) },
    isForItself: decision.route.type === "local",
    source: decision.source,
  };
}

interface Weighed {
  readonly missing: Missing | undefined;
  readonly way: RoutingWay;
}

const CERTAIN: Weighed = { missing: undefined, way: "as known" };

function weighDoubt(
  { node, surroundings, facts }: Kernel,
  destination: Address,
  { route }: InputDecision | OutputDecision,
): Weighed {
  const doubt = doubtRouting(node, destination, route);
  if (doubt === undefined) return CERTAIN;
  const { missing } = doubt;
  const isOwn = facts.isOwn(node.name, destination);
  if (isOwn === true) return { missing, way: "local" };
  const ways = isOwn === false ? doubt.ways.filter((way) => way !== "local") : doubt.ways;
  const [first, second] = ways;
  if (first === undefined) return CERTAIN;
  if (second === undefined && isOwn === false && first === "as known") return CERTAIN;
  const way = second === undefined ? first : (ways[surroundings.assume(ways.length)] ?? first);
  if (doubt.ways.includes("local")) facts.assumeOwn(node.name, destination, way === "local");
  return { missing, way };
}

function wayOver(
  { route }: Extract<InputDecision, { decision: "forward" }>,
  destination: Address,
): WayOut {
  return { device: route.device ?? "lo", nextHop: nextHopOf(route, destination) };
}

interface Told extends Weighed {
  readonly why: "input" | "output" | "reroute";
  readonly decision: InputDecision | OutputDecision;
}

function tell(kernel: Kernel, inFlight: InFlight, { why, missing, way, decision }: Told): void {
  const { destination } = inFlight.packet;
  const onwards = why === "input" ? "forward" : "send";
  const leaves = decision.decision === "forward" || decision.decision === "send";
  const route = way === "as known" ? decision.route : undefined;
  const isLeaving = leaves && route !== undefined;
  const reason = decision.decision === "fail" ? decision.reason : undefined;
  kernel.surroundings.hops.push({
    kind: "routing",
    ...hopBase(kernel, inFlight),
    why,
    decision: missing === undefined ? decision.decision : "undecided",
    assumed: missing === undefined ? undefined : assumedOf(way, decision, onwards),
    route: route?.text,
    nextHop: isLeaving ? nextHopOf(route, destination) : undefined,
    device: isLeaving ? deviceOf(decision) : undefined,
    reason: missing ?? reason,
  });
}

function assumedOf(
  way: RoutingWay,
  { decision }: InputDecision | OutputDecision,
  onwards: "forward" | "send",
): "local" | "forward" | "send" | undefined {
  if (way === "local") return "local";
  if (way === "elsewhere") return onwards;
  return decision === "fail" ? undefined : decision;
}

function deviceOf(decision: InputDecision | OutputDecision): string | undefined {
  return decision.decision === "send" ? decision.device : decision.route?.device;
}
