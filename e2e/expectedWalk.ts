import type { Hop } from "@/engine";
import type { Scenario } from "@/scenarios/scenario";
import { hopSentence } from "@/scene/narration/hopSentence";
import { namesOf } from "@/scene/narration/namesOf";
import { plainText } from "@/scene/narration/sentence";
import { destinationText, markText, sourceText } from "@/scene/playback/endpointText";
import { walkOf } from "@/state/walk/walkOf";
import type { Shown } from "./app";

/** What the screen has to show at every stop of a scenario, read from the Trace that the engine makes here. */
export function expectedWalk({ document }: Scenario): readonly Shown[] {
  const { trace, timeline, described, problem } = walkOf(document, 0);
  if (trace === undefined || timeline === undefined) throw new Error(problem);
  const nameOf = namesOf(described.spec);
  return timeline.stops.map(({ index, hop, turn }) => {
    const packet = hop?.after ?? trace.turns[turn]?.sent;
    if (packet === undefined) throw new Error(`stop ${index} has no packet`);
    return {
      hop: index,
      row: rowOf(hop),
      source: sourceText(packet),
      destination: destinationText(packet),
      mark: markText(packet.mark),
      sentence: plainText(hopSentence(timeline, index, nameOf)),
    };
  });
}

/** The row that a hop lights: its rule, or the end of its chain. Routing, conntrack and wires light none. */
function rowOf(hop: Hop | undefined): string | undefined {
  switch (hop?.kind) {
    case "rule":
    case "undecided":
      return `${hop.chain}:${hop.ruleNumber}`;
    case "return":
    case "policy":
      return `${hop.chain}:end`;
    default:
      return undefined;
  }
}
