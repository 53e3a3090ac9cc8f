import { printAddress, type RoutingHop } from "@/engine";
import { lostSentence } from "./lostSentence";
import { missingSentence } from "./missingSentence";
import { code, type Sentence, say, strong } from "./sentence";

/** What a routing decision was, and why: the route that won, or the reason why there is none. */
export function routingSentence(hop: RoutingHop): Sentence {
  return say`${BEGINNINGS[hop.why]}: ${routingPhrase(hop)}.`;
}

const BEGINNINGS: Readonly<Record<RoutingHop["why"], string>> = {
  input: "Routing",
  output: "Routing at the sender",
  reroute: "OUTPUT changed the packet, so it is routed again",
};

/** The decision alone: `10.244.1.0/24 goes via 192.168.1.11 on eth0, so node-a forwards the packet`. */
export function routingPhrase(hop: RoutingHop): Sentence {
  const destination = code(printAddress(hop.after.destination));
  switch (hop.decision) {
    case "local":
      return say`${destination} is an address of ${hop.node}, so the packet stays here`;
    case "forward":
      return say`${routePhrase(hop)}, so ${hop.node} forwards the packet`;
    case "send":
      return say`${routePhrase(hop)}`;
    case "fail":
      return say`${hop.node} ${strong("gives the packet up", "drop")}${reasonPhrase(hop)}`;
    case "undecided":
      return say`${strong("undecided", "undecided")}${reasonPhrase(hop)}`;
  }
}

function routePhrase({ after, nextHop, device, route }: RoutingHop): Sentence {
  const prefix = code(prefixOf(route) ?? printAddress(after.destination));
  const out = device === undefined ? "" : ` on ${device}`;
  if (nextHop === undefined || nextHop === after.destination) {
    return say`${prefix} is reached directly${out}`;
  }
  return say`${prefix} goes via ${code(printAddress(nextHop))}${out}`;
}

/** The destination of a route as `ip route` prints it: the first word that is an address, a prefix or `default`. */
function prefixOf(route: string | undefined): string | undefined {
  return route?.split(" ").find((word) => /^(default|\d+\.[\d./]+)$/.test(word));
}

function reasonPhrase({ reason, after }: RoutingHop): Sentence {
  if (reason === undefined) return [];
  if (typeof reason === "string") return say`: ${lostSentence(reason, after)}`;
  return say`: ${missingSentence(reason)}`;
}
