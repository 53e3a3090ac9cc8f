import type { Hop, Outcome, WireHop } from "@/engine";
import type { Stop } from "./stop";
import type { HostRun, Timeline, TimelinePart } from "./timeline";

/** A packet's stay on one node: what one chain graph shows. */
export interface Visit {
  readonly node: string;
  readonly firstStop: number;
  readonly lastStop: number;
  /** In order; the wire hop that brought the packet comes first, where it came by wire. */
  readonly hops: readonly Hop[];
  /** The wire hop by which the packet left; undefined when it ended here. */
  readonly leaves: WireHop | undefined;
  /** How the packet ended; undefined unless it ended here. */
  readonly outcome: Outcome | undefined;
}

/**
 * The visit to show at a stop: the one the packet is on, else the next of the same part, else the last one before.
 * At its sender the packet is about to reach a node; at a pod it has just left one. Undefined when no node is met at all.
 */
export function visitAt(timeline: Timeline, stop: number): Visit | undefined {
  const part = timeline.parts.find(({ lastStop }) => stop <= lastStop);
  if (part === undefined) return undefined;
  const visits = part.hosts.filter((run) => isVisit(timeline, run));
  const run =
    visits.find(({ lastStop }) => stop <= lastStop) ?? visits.at(-1) ?? lastBefore(timeline, part);
  return run && visitOf(timeline, run);
}

/** A stay with hops of its own: a host without rules only has the wire that ends there. */
function isVisit({ stops }: Timeline, run: HostRun): boolean {
  return stopsOf(stops, run).some(({ hop }) => hop !== undefined && hop.kind !== "wire");
}

function lastBefore(timeline: Timeline, part: TimelinePart): HostRun | undefined {
  const before = timeline.parts.slice(0, timeline.parts.indexOf(part));
  return before
    .flatMap(({ hosts }) => hosts)
    .filter((run) => isVisit(timeline, run))
    .at(-1);
}

function visitOf({ stops, parts }: Timeline, run: HostRun): Visit {
  const own = stopsOf(stops, run);
  const ended = parts.find(({ lastStop }) => lastStop === run.lastStop);
  return {
    node: run.host,
    firstStop: run.firstStop,
    lastStop: run.lastStop,
    hops: own.flatMap(({ hop }) => hop ?? []),
    leaves: wireAfter(stops, run.lastStop),
    outcome: ended?.outcome,
  };
}

/** The next stop, when the same packet goes there by wire; the first stop of a reply is another packet's. */
function wireAfter(stops: readonly Stop[], last: number): WireHop | undefined {
  const here = stops[last];
  const next = stops[last + 1];
  const isSamePacket = next?.turn === here?.turn && next?.made === here?.made;
  return isSamePacket && next?.hop?.kind === "wire" ? next.hop : undefined;
}

function stopsOf(stops: readonly Stop[], { firstStop, lastStop }: HostRun): readonly Stop[] {
  return stops.slice(firstStop, lastStop + 1);
}
