import { HOOKS, TABLES_OF_HOOK } from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";

/** The steps of one packet's way through one node, in their order. Never empty. */
export type TracedWay = readonly TraceStep[];

/**
 * Sorts the steps of a trace by packet. Lines of several packets may stand between each other; without a trace number they
 * are told apart by protocol and IP identification, and by a hook that comes again.
 */
export function tracedPackets(steps: readonly TraceStep[]): readonly TracedWay[] {
  const ways: TraceStep[][] = [];
  const open = new Map<string, { readonly way: TraceStep[]; place: number }>();
  for (const step of steps) {
    const key = step.traceId ?? `${step.packet?.protocol} ${step.packet?.id}`;
    const known = open.get(key);
    const place = placeOf(step) ?? known?.place ?? 0;
    if (known !== undefined && place >= known.place) {
      known.place = place;
      known.way.push(step);
      continue;
    }
    const way = [step];
    ways.push(way);
    open.set(key, { way, place });
  }
  return ways;
}

/** PREROUTING and OUTPUT begin a way, INPUT and POSTROUTING end it. */
const HOOK_ORDER: Readonly<Record<(typeof HOOKS)[number], number>> = {
  PREROUTING: 0,
  OUTPUT: 0,
  INPUT: 1,
  FORWARD: 1,
  POSTROUTING: 2,
};

/** How far on its way a packet is; undefined in a user chain, which tells no hook. */
function placeOf({ chain, table }: TraceStep): number | undefined {
  const hook = HOOKS.find((name) => name === chain);
  return hook && HOOK_ORDER[hook] * 10 + TABLES_OF_HOOK[hook].indexOf(table);
}
