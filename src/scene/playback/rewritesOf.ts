import type { Hop, Tuple } from "@/engine";
import { destinationText, markText, sourceText, tupleText } from "./endpointText";
import type { Rewrite } from "./stop";

/** What a hop changed, field by field, in the order of the inspector. Empty for most hops. */
export function rewritesOf(hop: Hop): readonly Rewrite[] {
  return [...packetRewrites(hop), ...connectionRewrites(hop)];
}

function packetRewrites({ before, after }: Hop): readonly Rewrite[] {
  if (before === after) return [];
  return [
    rewrite("source", sourceText(before), sourceText(after)),
    rewrite("destination", destinationText(before), destinationText(after)),
    rewrite("mark", markText(before.mark), markText(after.mark)),
  ].filter(isChange);
}

function connectionRewrites(hop: Hop): readonly Rewrite[] {
  if (hop.kind !== "rule") return [];
  const { nat, connectionMark } = hop;
  return [
    ...(nat === undefined ? [] : replyRewrites(nat.before.reply, nat.after.reply)),
    ...(connectionMark === undefined
      ? []
      : [
          rewrite(
            "connection mark",
            markText(connectionMark.before),
            markText(connectionMark.after),
          ),
        ]),
  ].filter(isChange);
}

function replyRewrites(before: Tuple, after: Tuple): readonly Rewrite[] {
  const old = tupleText(before);
  const now = tupleText(after);
  return [
    rewrite("reply source", old.source, now.source),
    rewrite("reply destination", old.destination, now.destination),
  ];
}

function rewrite(field: Rewrite["field"], before: string, after: string): Rewrite {
  return { field, before, after };
}

function isChange({ before, after }: Rewrite): boolean {
  return before !== after;
}
