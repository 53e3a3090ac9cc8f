import type { Stop } from "@/scene/playback/stop";

/** One chain of the call stack, with the rule that leads on to the next one. */
export interface CallFrame {
  readonly chain: string;
  /** undefined for the innermost chain, and where the rule that jumped is not in the walk. */
  readonly ruleNumber: number | undefined;
}

/** The chains that led to a stop, outermost first, the one it stands in last. Empty where no chain is walked. */
export function callFrames(stops: readonly Stop[], index: number): readonly CallFrame[] {
  const hop = stops[index]?.hop;
  if (hop === undefined || !("stack" in hop)) return [];
  return hop.stack.map((chain, depth) => {
    const next = hop.stack[depth + 1];
    const ruleNumber = next === undefined ? undefined : lastJump(stops, { index, chain, next });
    return { chain, ruleNumber };
  });
}

/** The latest rule of `chain` before `index` that went to `next`, on this node and in this pass. */
function lastJump(
  stops: readonly Stop[],
  { index, chain, next }: { readonly index: number; readonly chain: string; readonly next: string },
): number | undefined {
  const here = stops[index];
  for (let at = index - 1; at > 0; at -= 1) {
    const { hop, turn } = stops[at] ?? {};
    if (hop === undefined || turn !== here?.turn || hop.node !== here?.hop?.node) return undefined;
    const jumps = hop.kind === "rule" && (hop.verdict === next || hop.verdict === `goto ${next}`);
    if (jumps && hop.chain === chain) return hop.ruleNumber;
  }
  return undefined;
}
