import type { ReplayedPacket } from "@/conformance/trace/replayTrace";
import { isSamePair } from "@/conformance/trace/stepPair";
import { placeOfStep } from "@/conformance/trace/tracePlace";
import type { Hop } from "@/engine";
import { code, type Sentence, say, strong } from "@/scene/narration/sentence";
import type { Timeline } from "@/scene/playback/timeline";
import type { Narration } from "../walk/told";
import { type KernelBeside, type RowFlag, rowPlace, type StopFlag } from "./kernelBeside";

/** What is to be shown of the kernel beside a walk of a packet of its trace. */
export function kernelBesideOf(replayed: ReplayedPacket, timeline: Timeline): KernelBeside {
  const stopOf = new Map<Hop, number>();
  for (const { hop, index } of timeline.stops) if (hop !== undefined) stopOf.set(hop, index);
  const stops = stopFlags(replayed, stopOf);
  const partsAt = partingStop(replayed, stopOf);
  if (partsAt !== undefined) stops.set(partsAt, "parts");
  return {
    replayed,
    stops,
    rows: rowFlags(replayed),
    partsAt,
    tell: (own, stop) => tell(own, { stop, replayed, stops, partsAt, stopOf }),
  };
}

type StopOf = ReadonlyMap<Hop, number>;

function stopFlags({ pairs }: ReplayedPacket, stopOf: StopOf): Map<number, StopFlag> {
  const flags = new Map<number, StopFlag>();
  for (const pair of pairs) {
    const stop = pair.hop && stopOf.get(pair.hop);
    if (stop !== undefined) flags.set(stop, isSamePair(pair) ? "same" : "alone");
  }
  return flags;
}

/** The engine's first hop of its own; where its walk has ended, its last. */
function partingStop({ difference, pairs }: ReplayedPacket, stopOf: StopOf): number | undefined {
  if (difference === undefined) return undefined;
  const before = pairs.slice(0, difference.pair).findLast(({ hop }) => hop !== undefined)?.hop;
  const hop = difference.hop ?? before;
  return hop && stopOf.get(hop);
}

function rowFlags({ difference }: ReplayedPacket): ReadonlyMap<string, RowFlag> {
  const flags = new Map<string, RowFlag>();
  if (difference === undefined) return flags;
  const { step, hop } = difference;
  for (const place of step === undefined ? [] : placesOf(step)) flags.set(place, "kernel");
  for (const place of hop === undefined ? [] : placesOf(hop)) {
    // Both are there, with a packet that is not the same.
    if (!flags.delete(place)) flags.set(place, "engine");
  }
  return flags;
}

/** A chain's end is a row of its own, and a rule's number may be what the kernel takes for it. */
function placesOf({ table, chain, kind, ruleNumber }: Place): readonly string[] {
  const places = ruleNumber === undefined ? [] : [rowPlace(table, chain, ruleNumber)];
  return kind === "rule" ? places : [...places, rowPlace(table, chain, "end")];
}

interface Place {
  readonly table: string;
  readonly chain: string;
  readonly kind: string;
  readonly ruleNumber: number | undefined;
}

interface Telling {
  readonly stop: number;
  readonly replayed: ReplayedPacket;
  readonly stops: ReadonlyMap<number, StopFlag>;
  readonly partsAt: number | undefined;
  readonly stopOf: StopOf;
}

function tell(own: Narration, telling: Telling): Narration {
  const { replayed, stop, partsAt } = telling;
  const outcome = say`${endWords(replayed, partsAt)} ${own.outcome}`;
  const { difference } = replayed;
  if (difference !== undefined && stop === partsAt)
    return {
      now: say`${strong("Here the two part.", "drop")} ${difference.sentence}`,
      next: difference.because === "" ? own.now : say`${difference.because}`,
      outcome,
    };
  return { now: own.now, next: say`${kernelWords(telling)}${own.next}`, outcome };
}

/** How the trace as a whole compares. */
function endWords({ pairs, difference }: ReplayedPacket, partsAt: number | undefined): Sentence {
  const same = pairs.filter(isSamePair).length;
  if (difference === undefined)
    return say`${strong("As the kernel did", "accept")}, for all ${same} steps of the trace.`;
  const where = partsAt === undefined ? "" : ` at hop ${partsAt}`;
  return say`${strong("Not as the kernel did", "drop")}: the two part${where}.`;
}

function kernelWords({ stop, stops, replayed, stopOf }: Telling): Sentence {
  const pair = replayed.pairs.find(({ hop }) => hop !== undefined && stopOf.get(hop) === stop);
  switch (stops.get(stop)) {
    case "same":
      return say`The kernel did the same, line ${pair?.step?.line ?? 0}. `;
    case "alone":
      return say`The trace has no such step. `;
    default:
      return followedWords(stop, replayed, stopOf);
  }
}

/** What is undecided was decided by the kernel, if the trace goes on behind it. */
function followedWords(stop: number, { pairs }: ReplayedPacket, stopOf: StopOf): Sentence {
  const next = pairs.find(
    (pair) => pair.hop !== undefined && isSamePair(pair) && (stopOf.get(pair.hop) ?? 0) > stop,
  );
  const first = pairs.find(isSamePair)?.hop;
  const hasBegun = first !== undefined && stop > (stopOf.get(first) ?? 0);
  if (next?.step === undefined || !hasBegun) return [];
  return say`The kernel went on to ${code(placeOfStep(next.step))}. `;
}
