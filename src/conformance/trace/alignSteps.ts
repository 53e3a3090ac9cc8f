import type { ChainHop, Ruleset } from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";
import { fieldDifferences, isAtHop, isMuteHop, isMuteStep } from "./sameStep";
import { isSamePair, type StepPair } from "./stepPair";

/** The kernel's steps beside the engine's hops. */
export interface Alignment {
  /** In order. Hops before the trace begins, and hops that nf_tables does not show, are not among them. */
  readonly pairs: readonly StepPair[];
  /** How many pairs at the beginning are the same; all of them where nothing differs. */
  readonly agreed: number;
}

/** How far the two are looked through for a place where they meet again. */
const LOOK_AHEAD = 60;

/**
 * Puts the steps of one packet's trace beside the hops of the engine's walk. Where the two part, each goes on alone until they
 * meet again. The trace may begin later than the walk. A rule that the
 * engine could not decide is a hop where the kernel took it, and none where it did not.
 */
export function alignSteps(
  all: readonly TraceStep[],
  hops: readonly ChainHop[],
  rules: Ruleset,
): Alignment {
  const steps = all.filter((step) => !isMuteStep(step));
  const isMonitored = steps.some(({ traceId }) => traceId !== undefined);
  const isShown = (hop: ChainHop) =>
    hop.kind === "undecided" || !(isMonitored && isMuteHop(hop, rules));
  const isSame: IsSame = (step, hop) =>
    step !== undefined && hop !== undefined && isAtHop(step, hop, rules);
  const begin = beginOf(steps, hops, isSame);
  const pairs = pairsOf(steps, hops.slice(begin).filter(isShown), isSame);
  const parted = pairs.findIndex((pair) => !isSamePair(pair));
  return { pairs, agreed: parted === -1 ? pairs.length : parted };
}

function pairsOf(
  steps: readonly TraceStep[],
  hops: readonly ChainHop[],
  isSame: IsSame,
): readonly StepPair[] {
  const pairs: StepPair[] = [];
  let [at, hopAt] = [0, 0];
  while (at < steps.length || hopAt < hops.length) {
    const [step, hop] = [steps[at], hops[hopAt]];
    if (hop?.kind === "undecided" && !isSame(step, hop)) {
      hopAt++;
      continue;
    }
    if (step !== undefined && hop !== undefined && isSame(step, hop)) {
      pairs.push({ step, hop, fields: fieldDifferences(step, hop) });
      at++;
      hopAt++;
      continue;
    }
    const [stepsAlone, hopsAlone] = meetAgain(steps.slice(at), hops.slice(hopAt), isSame);
    const [nextStep, nextHop] = [at + stepsAlone, hopAt + hopsAlone];
    pairs.push(...steps.slice(at, nextStep).map((alone) => alonePair(alone, undefined)));
    const own = hops.slice(hopAt, nextHop).filter(({ kind }) => kind !== "undecided");
    pairs.push(...own.map((alone) => alonePair(undefined, alone)));
    [at, hopAt] = [nextStep, nextHop];
  }
  return pairs;
}

type IsSame = (step: TraceStep | undefined, hop: ChainHop | undefined) => boolean;

/** Where the trace's first step is in the engine's walk, or else its chain; the beginning when the packet never gets there. */
function beginOf([first]: readonly TraceStep[], hops: readonly ChainHop[], isSame: IsSame): number {
  const same = hops.findIndex((hop) => isSame(first, hop));
  if (same >= 0) return same;
  const inChain = hops.findIndex(
    ({ table, chain }) => table === first?.table && chain === first.chain,
  );
  return Math.max(0, inChain);
}

/** How many steps and hops stand alone before the next place that both have; all of them where there is none. */
function meetAgain(
  steps: readonly TraceStep[],
  hops: readonly ChainHop[],
  isSame: IsSame,
): readonly [number, number] {
  for (let sum = 1; sum <= LOOK_AHEAD; sum++) {
    for (let ahead = 0; ahead <= sum; ahead++) {
      if (isSame(steps[ahead], hops[sum - ahead])) return [ahead, sum - ahead];
    }
  }
  return [steps.length, hops.length];
}

function alonePair(step: TraceStep | undefined, hop: ChainHop | undefined): StepPair {
  return { step, hop, fields: [] };
}
