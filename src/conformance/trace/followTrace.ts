import {
  type ChainHop,
  type Chance,
  type Hop,
  isChainHop,
  type PacketRequest,
  type Ruleset,
  type SentPacket,
  sendPacket,
  type World,
  walkOneWay,
} from "@/engine";
import { type Alignment, alignSteps } from "./alignSteps";
import type { TracedWay } from "./tracedPackets";

/** A packet of the trace, walked. */
export interface Followed extends SentPacket {
  /** The world that it was sent into. */
  readonly before: World;
  readonly alignment: Alignment;
}

export interface FollowOptions {
  readonly request: PacketRequest;
  readonly chance: Chance;
  /** The name of the node that the trace was printed on, and its rules. */
  readonly node: string;
  readonly rules: Ruleset;
}

/** A walk with many things unknown is not tried in every way. */
const MOST_WALKS = 120;

/** No undecided thing has more ways than these; of one with fewer those behind are its first again. */
const WAYS = [0, 1, 2] as const;

/**
 * Walks a packet as the engine would. Where something is undecided the kernel has decided it: of the ways left open that one is
 * taken on which the walk goes with the trace the furthest.
 */
export function followTrace(world: World, way: TracedWay, options: FollowOptions): Followed {
  let best = walk(world, way, options, []);
  let walksLeft = MOST_WALKS;
  const improve = (): boolean => {
    if (isThrough(best)) return false;
    for (const known of otherWays(best.trace.replay?.assumed ?? [])) {
      if (walksLeft-- <= 0) return false;
      const tried = walk(world, way, options, known);
      if (!isBetter(tried, best)) continue;
      best = tried;
      return true;
    }
    return false;
  };
  while (improve());
  return settle(best, world, way, options);
}

/** The last thing assumed is the likeliest to have gone otherwise. */
function otherWays(assumed: readonly number[]): readonly (readonly number[])[] {
  return assumed
    .flatMap((taken, index) =>
      WAYS.filter((way) => way !== taken).map((way) => [...assumed.slice(0, index), way]),
    )
    .reverse();
}

function isThrough({ alignment: { agreed, pairs } }: Followed): boolean {
  return agreed === pairs.length;
}

/** Whether one walk goes with the trace further than another, or as far and without anything left over. */
export function isBetter(tried: Followed, best: Followed): boolean {
  if (tried.alignment.agreed !== best.alignment.agreed)
    return tried.alignment.agreed > best.alignment.agreed;
  return isThrough(tried) && !isThrough(best);
}

function walk(
  world: World,
  way: TracedWay,
  options: FollowOptions,
  known: readonly number[],
): Followed {
  const sent = walkOneWay(world, options.request, options.chance, known);
  return { ...sent, before: world, alignment: alignmentOf(sent, way, options) };
}

function alignmentOf({ trace }: SentPacket, way: TracedWay, options: FollowOptions): Alignment {
  return alignSteps(way, tracedHops(trace.turns[0]?.hops ?? [], options.node), options.rules);
}

/**
 * The hops of a walk that the node's trace can show: they stand in a chain of it. Of a rule that was undecided and taken to match
 * the hop behind it tells.
 */
export function tracedHops(hops: readonly Hop[], node: string): readonly ChainHop[] {
  return hops
    .filter(isChainHop)
    .filter((hop) => hop.node === node && !(hop.kind === "undecided" && hop.assumed === "match"));
}

/** What the trace has shown is known: only what it does not reach stays open. */
function settle(best: Followed, world: World, way: TracedWay, options: FollowOptions): Followed {
  const assumed = best.trace.replay?.assumed ?? [];
  if (assumed.length === 0) return best;
  const lastTaken = assumed.findLastIndex((taken) => taken !== 0);
  const known = assumed.slice(0, Math.max(lastTaken + 1, undecidedBefore(best)));
  const sent = sendPacket(world, options.request, options.chance, known);
  return { ...sent, before: world, alignment: alignmentOf(sent, way, options) };
}

/** How many undecided things come before the last hop that the trace has too. */
function undecidedBefore({ trace, alignment }: Followed): number {
  const last = alignment.pairs.findLast(({ step, hop }) => step !== undefined && hop !== undefined);
  const hops = trace.turns[0]?.hops ?? [];
  const end = last?.hop === undefined ? 0 : hops.indexOf(last.hop);
  return hops.slice(0, end).filter(isUndecidedHop).length;
}

/** Whether a hop tells of something that could not be decided. */
export function isUndecidedHop(hop: Hop): boolean {
  return hop.kind === "undecided" || (hop.kind === "routing" && hop.decision === "undecided");
}
