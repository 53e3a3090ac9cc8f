import type { Hop, Made, Outcome, Trace } from "@/engine";
import { changeOf } from "./changeOf";
import { restMs, SETTLE_MS, TRAVEL_MS } from "./durations";
import type { Change, Stop } from "./stop";
import { strangeAnswer, THROWN_AWAY } from "./strangeAnswer";

/** A whole walk on one clock. */
export interface Timeline {
  /** Never empty: stop 0 is the packet at its sender. */
  readonly stops: readonly Stop[];
  /** Contiguous blocks of the track: the request, each reply, each answer made by a node. */
  readonly parts: readonly TimelinePart[];
  readonly durationMs: number;
}

export interface TimelinePart {
  /** `Request`, `Reply`, `Packet 2`, `TCP reset` … */
  readonly label: string;
  readonly firstStop: number;
  readonly lastStop: number;
  /** Runs of stops at one host, in order. */
  readonly hosts: readonly HostRun[];
  /** How this packet ended. */
  readonly outcome: Outcome;
}

/** Stops that follow each other at one host. */
export interface HostRun {
  readonly host: string;
  readonly firstStop: number;
  readonly lastStop: number;
}

/** One way from a sender to an end: a turn, or an answer that a node made. */
interface Way {
  readonly label: string;
  readonly turn: number;
  readonly made: number | undefined;
  readonly hops: readonly Hop[];
  readonly outcome: Outcome;
  /** It arrives, and its receiver throws it away. */
  readonly isStrange: boolean;
}

/**
 * Puts a walk on a clock: one stop per hop of every turn and of every answer a node made, in order of time.
 * A turn without hops has no part.
 */
export function timeline(trace: Trace): Timeline {
  const stops: Stop[] = [senderStop(trace)];
  const parts: TimelinePart[] = [];
  for (const way of waysOf(trace)) {
    const firstStop = parts.length === 0 ? 0 : stops.length;
    addStops(stops, way);
    if (stops.length > firstStop) parts.push(partOf(way, stops, firstStop));
  }
  return { stops, parts, durationMs: stops.at(-1)?.endMs ?? 0 };
}

function senderStop(trace: Trace): Stop {
  return {
    index: 0,
    turn: 0,
    made: undefined,
    hop: undefined,
    at: trace.turns[0]?.from ?? "",
    lane: "wire",
    change: undefined,
    startMs: 0,
    arriveMs: 0,
    endMs: 0,
  };
}

function* waysOf(trace: Trace): Generator<Way> {
  const [first] = trace.turns;
  for (const [turn, made] of trace.turns.entries()) {
    const isStrange = turn === 1 && strangeAnswer(first ?? made, made) !== undefined;
    yield { ...made, label: turnLabel(turn), turn, made: undefined, isStrange };
    for (const [index, answer] of made.made.entries()) {
      yield { ...answer, label: answerLabel(answer), turn, made: index, isStrange: false };
    }
  }
}

/** The first packet and its answer are the request and the reply; those that follow are counted, each pair alike. */
function turnLabel(turn: number): string {
  const pair = Math.floor(turn / 2) + 1;
  if (turn % 2 === 1) return pair === 1 ? "Reply" : `Reply ${pair}`;
  return pair === 1 ? "Request" : `Packet ${pair}`;
}

const TCP = 6;

function answerLabel({ why, sent }: Made): string {
  if (sent.protocol === TCP) return "TCP reset";
  return why === "time-exceeded" ? "ICMP time exceeded" : "ICMP unreachable";
}

function addStops(stops: Stop[], way: Way): void {
  for (const [index, hop] of way.hops.entries()) {
    const isLast = index === way.hops.length - 1;
    const change = isLast ? lastChange(way, hop) : changeOf(hop, undefined);
    const startMs = stops.at(-1)?.endMs ?? 0;
    const arriveMs = startMs + TRAVEL_MS + SETTLE_MS;
    stops.push({
      index: stops.length,
      turn: way.turn,
      made: way.made,
      hop,
      at: hop.kind === "wire" ? hop.to : hop.node,
      lane: laneOf(hop),
      change,
      startMs,
      arriveMs,
      endMs: arriveMs + restMs(change),
    });
  }
}

function lastChange({ outcome, isStrange }: Way, hop: Hop): Change | undefined {
  const change = changeOf(hop, outcome);
  const isThrownAway = isStrange && change?.kind === "delivered";
  return isThrownAway ? { ...change, kind: "lost", label: THROWN_AWAY } : change;
}

function laneOf(hop: Hop): Stop["lane"] {
  switch (hop.kind) {
    case "rule":
    case "return":
    case "policy":
      return hop.table;
    default:
      return hop.kind;
  }
}

function partOf({ label, outcome }: Way, stops: readonly Stop[], firstStop: number): TimelinePart {
  const hosts: HostRun[] = [];
  for (const { at, index } of stops.slice(firstStop)) {
    const last = hosts.at(-1);
    if (last?.host === at) hosts[hosts.length - 1] = { ...last, lastStop: index };
    else hosts.push({ host: at, firstStop: index, lastStop: index });
  }
  return { label, firstStop, lastStop: stops.length - 1, hosts, outcome };
}
