import type { ConntrackHop, RoutingHop } from "@/engine";
import { missingWords } from "../narration/missingSentence";

/** What stands below the sign of a routing decision, one entry a line. The gateway is told by the sentence. */
export function routingSignText(hop: RoutingHop): readonly string[] {
  switch (hop.decision) {
    case "local":
      return ["for this node"];
    case "forward":
    case "send":
      return [hop.decision, ...(hop.device === undefined ? [] : [`to ${hop.device}`])];
    case "fail":
      return ["lost", reasonText(hop.reason)];
    case "undecided":
      return ["undecided", reasonText(hop.reason)];
  }
}

function reasonText(reason: RoutingHop["reason"]): string {
  if (reason === undefined) return "no reason known";
  return typeof reason === "string" ? reason : missingWords(reason);
}

const CONNTRACK_TEXTS: Readonly<Record<ConntrackHop["did"], string>> = {
  new: "new connection",
  found: "known connection",
  invalid: "invalid",
  related: "related",
  untracked: "not tracked",
  confirmed: "confirmed",
  translated: "translated",
  full: "table full",
};

/** What stands beside the sign of something that conntrack did. */
export function conntrackSignText({ did, translation }: ConntrackHop): string {
  if (translation === undefined) return CONNTRACK_TEXTS[did];
  const name = translation.manip === "source" ? "SNAT" : "DNAT";
  return translation.undone ? `un-${name}` : name;
}
