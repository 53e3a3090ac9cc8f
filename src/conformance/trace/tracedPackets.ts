import { HOOKS, type Hook, TABLES_OF_HOOK } from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";

/** The steps of one packet's way through one node, in their order, over `lo` and back in. Never empty. */
export type TracedWay = readonly TraceStep[];

/** A way that may still go on. */
interface OpenWay {
  readonly steps: TraceStep[];
  /** How far on its way the packet is. */
  place: number;
  /** Its last base chain has run out: it cannot be met there again. */
  isChainOver: boolean;
}

/**
 * Sorts the steps of a trace by packet. Lines of several packets may stand between each other; without a trace number they
 * are told apart by protocol, sender and IP identification, and by a hook that comes again. A packet that leaves by `lo`
 * comes in again as the same packet.
 */
export function tracedPackets(steps: readonly TraceStep[]): readonly TracedWay[] {
  const ways: TraceStep[][] = [];
  const open = new Map<string, OpenWay>();
  for (const step of steps) {
    const key = keyOf(step);
    const own = open.get(key);
    const way = own !== undefined && goesOn(own, step) ? own : wayOverLo(open, step);
    if (way === undefined) {
      const begun = { steps: [step], place: placeOf(step) ?? 0, isChainOver: isOver(step) };
      ways.push(begun.steps);
      open.set(key, begun);
    } else {
      way.steps.push(step);
      way.place = placeOf(step) ?? way.place;
      way.isChainOver = isOver(step);
      open.set(key, way);
    }
  }
  return ways;
}

function keyOf({ traceId, packet }: TraceStep): string {
  if (traceId !== undefined) return traceId;
  return `${packet?.protocol} ${packet?.source} ${packet?.sourcePort} ${packet?.id}`;
}

function goesOn({ place, isChainOver }: OpenWay, step: TraceStep): boolean {
  const next = placeOf(step);
  return next === undefined || (isChainOver ? next > place : next >= place);
}

/** The packet that left by `lo` and comes in again with this step; its source may be another by then. */
function wayOverLo(open: ReadonlyMap<string, OpenWay>, step: TraceStep): OpenWay | undefined {
  const { packet } = step;
  if (packet?.inInterface !== "lo" || !isInHook(step, "PREROUTING")) return undefined;
  return [...new Set(open.values())].find(({ steps, place }) => {
    const last = steps.at(-1)?.packet;
    const hasLeft = last?.outInterface === "lo" && place < HOOK_PLACES;
    return hasLeft && last.id === packet.id && last.destination === packet.destination;
  });
}

/** Places of one way before a packet comes in over `lo`; those after it count on from here. */
const HOOK_PLACES = 40;

/** PREROUTING and OUTPUT begin a way, INPUT and POSTROUTING end it. */
const HOOK_ORDER: Readonly<Record<Hook, number>> = {
  PREROUTING: 0,
  OUTPUT: 0,
  INPUT: 1,
  FORWARD: 1,
  POSTROUTING: 2,
};

/** How far on its way a packet is; undefined in a user chain, which tells no hook. */
function placeOf({ chain, table, packet }: TraceStep): number | undefined {
  const hook = HOOKS.find((name) => name === chain);
  if (hook === undefined) return undefined;
  const lap = packet?.inInterface === "lo" && packet.outInterface === undefined ? HOOK_PLACES : 0;
  return lap + HOOK_ORDER[hook] * 10 + TABLES_OF_HOOK[hook].indexOf(table);
}

function isInHook({ chain }: TraceStep, hook: Hook): boolean {
  return chain === hook;
}

/** A base chain's policy is the last that is seen of it. */
function isOver({ kind }: TraceStep): boolean {
  return kind === "policy";
}
