import { familyOf, type Hop, type Missing, type Trace } from "@/engine";
import { type TellingCommand, tellingCommand } from "@/scene/narration/tellingCommand";

/** Something that is not known of a node, and the command that prints it. */
export interface AskedFact {
  readonly node: string;
  readonly missing: Missing;
  readonly command: TellingCommand;
}

/** What a hop would have to know of its node; undefined where it is decided, or no command tells. */
export function factOfHop(hop: Hop): AskedFact | undefined {
  const missing = missingAt(hop);
  if (missing === undefined) return undefined;
  const command = tellingCommand(missing, familyOf(hop.after.destination));
  return command && { node: hop.node, missing, command };
}

/** The first thing that would have to be known of a node for the walk to be decided; undefined where it is, or no command tells. */
export function factOfWalk({ turns }: Trace): AskedFact | undefined {
  for (const { outcome, hops, sent } of turns) {
    if (outcome.what !== "undecided") continue;
    const node = hops[outcome.hop]?.node;
    for (const missing of outcome.missing) {
      const command = tellingCommand(missing, familyOf(sent.destination));
      const own = hops.find((hop) => missingAt(hop)?.name === missing.name)?.node ?? node;
      if (command !== undefined && own !== undefined) return { node: own, missing, command };
    }
  }
  return undefined;
}

function missingAt(hop: Hop): Missing | undefined {
  if (hop.kind === "undecided" || hop.kind === "conntrack") return hop.missing;
  const isOpen = hop.kind === "routing" && hop.decision === "undecided";
  return isOpen && typeof hop.reason === "object" ? hop.reason : undefined;
}
