import type { Hop, PolicyHop } from "@/engine";
import type { Stop } from "../playback/stop";
import type { Timeline } from "../playback/timeline";
import { routingPhrase } from "./routingSentence";
import { code, type Sentence, say } from "./sentence";

/** Where the packet goes from a stop; at the end of a part, what comes after it. Empty at the very end. */
export function nextSentence(timeline: Timeline, stop: number): Sentence {
  const here = timeline.stops[stop];
  const next = timeline.stops[stop + 1];
  if (here === undefined || next?.hop === undefined) return [];
  const part = timeline.parts.find(({ firstStop }) => firstStop === next.index);
  if (part !== undefined && next.index > 1) return say`Next: ${partPhrase(part.label)}.`;
  return say`Next: ${nextPhrase(here, next.hop)}`;
}

/** `the reply`, `the TCP reset`, `packet 2`. */
function partPhrase(label: string): string {
  if (label.startsWith("Packet")) return label.toLowerCase();
  return label.startsWith("Reply") ? `the ${label.toLowerCase()}` : `the ${label}`;
}

function nextPhrase(here: Stop, next: Hop): Sentence {
  switch (next.kind) {
    case "wire":
      return say`over ${next.fromInterface ?? "the link"} to ${next.to}.`;
    case "conntrack":
      return say`conntrack at ${next.hook}.`;
    case "routing":
      return say`routing. ${routingPhrase(next)}.`;
    case "policy":
      return policyPhrase(here, next);
    case "return":
      return say`the end of ${code(next.chain)}.`;
    case "rule":
    case "undecided":
      return isSameTable(here.hop, next)
        ? say`rule ${next.ruleNumber} of ${code(next.chain)}.`
        : say`${next.hook}, table ${next.table}, rule ${next.ruleNumber} of ${code(next.chain)}.`;
  }
}

/** A chain without rules ends at its first. */
function policyPhrase(here: Stop, { hook, table, chain, ruleNumber }: PolicyHop): Sentence {
  if (isSameTable(here.hop, { hook, table })) return say`the end of ${code(chain)}.`;
  if (ruleNumber === 1) return say`${hook}, table ${table}, which has no rule here.`;
  return say`${hook}, table ${table}, the end of ${code(chain)}.`;
}

function isSameTable(
  here: Hop | undefined,
  next: { readonly hook: string; readonly table: string },
): boolean {
  return (
    here !== undefined && "table" in here && here.table === next.table && here.hook === next.hook
  );
}
