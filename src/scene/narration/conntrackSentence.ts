import type { ConntrackHop } from "@/engine";
import { destinationText, sourceText } from "../playback/endpointText";
import { code, old, type Sentence, say } from "./sentence";

/** What conntrack did with the packet. */
export function conntrackSentence(hop: ConntrackHop): Sentence {
  const { before } = hop;
  switch (hop.did) {
    case "new":
      return say`conntrack has not seen this connection: it begins one, ${code(sourceText(before))} → ${code(destinationText(before))}.`;
    case "found":
      return say`conntrack knows this connection${statePhrase(hop)}, so nat is not visited again.`;
    case "invalid":
      return say`conntrack cannot tell what this packet belongs to: it is ${code("INVALID")} and sees no nat.`;
    case "related":
      return say`conntrack finds the connection that this packet speaks of: it is ${code("RELATED")}.`;
    case "untracked":
      return say`conntrack leaves the packet alone, as a rule in raw said.`;
    case "confirmed":
      return say`The first packet got through: ${hop.node} keeps the connection from now on.`;
    case "full":
      return hop.missing === undefined
        ? say`conntrack does not know this connection and its table is full: there is no room for a new one.`
        : say`conntrack does not know this connection and its table is full: whether it puts out another one for it is not known.`;
    case "translated":
      return translatedSentence(hop);
  }
}

function statePhrase({ connection }: ConntrackHop): Sentence {
  if (connection === undefined) return [];
  const side = connection.direction === "reply" ? "the answer's side, " : "";
  return say` (${side}${code(connection.state)})`;
}

function translatedSentence({ before, after, translation }: ConntrackHop): Sentence {
  const tone = translation?.manip === "source" ? "snat" : "dnat";
  const change =
    sourceText(before) === sourceText(after)
      ? say`destination ${old(destinationText(before))} → ${code(destinationText(after), tone)}`
      : say`source ${old(sourceText(before))} → ${code(sourceText(after), tone)}`;
  if (translation?.undone !== true) return say`The connection is translated as before: ${change}`;
  return translation.manip === "source"
    ? say`The answer goes to who really asked (un-SNAT): ${change}`
    : say`The answer gets the address that was asked (un-DNAT): ${change}`;
}
