import { printAddress, type RoutingHop } from "@/engine";
import { missingWords } from "./missingSentence";
import { code, type Sentence, say, strong } from "./sentence";

/** A routing decision as a line of the log: where to, and how. */
export function routingLogText(hop: RoutingHop): {
  readonly place: string;
  readonly what: Sentence;
} {
  const place = `to ${printAddress(hop.after.destination)}`;
  switch (hop.decision) {
    case "local":
      return { place, what: say`this node's own` };
    case "forward":
    case "send":
      return { place, what: say`${hop.decision}${viaText(hop)}${deviceText(hop)}` };
    case "fail":
      return { place, what: say`${strong("lost", "drop")}: ${reasonText(hop)}` };
    case "undecided":
      return { place, what: say`${strong("undecided", "undecided")}: ${reasonText(hop)}` };
  }
}

function viaText({ nextHop, after }: RoutingHop): Sentence {
  if (nextHop === undefined || nextHop === after.destination) return [];
  return say` via ${code(printAddress(nextHop))}`;
}

function deviceText({ device }: RoutingHop): Sentence {
  return device === undefined ? [] : say` dev ${device}`;
}

function reasonText({ reason }: RoutingHop): string {
  if (reason === undefined) return "no reason known";
  return typeof reason === "string" ? reason : missingWords(reason);
}
