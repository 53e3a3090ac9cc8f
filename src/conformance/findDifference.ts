import { isSameJson } from "./isSameJson";
import type { RecordedTurn } from "./recordedCase";
import { type Fields, HOP_FIELDS, type TurnView, turnView } from "./turnView";

const WAYS = ["hops", "made_hops"] as const;
const PARTS = ["outcome", "tuple", "ct", "made"] as const;

/** The first thing in which a turn of the engine is not the kernel's. */
export interface TurnDifference {
  readonly part: (typeof WAYS)[number] | (typeof PARTS)[number];
  /** Which hop of the part, from 0; absent where the difference is not in one hop. */
  readonly hop?: number;
  /** What the two say there: fields of a hop, a number of hops, or the part itself. */
  readonly kernel: unknown;
  readonly engine: unknown;
}

/**
 * The first difference between a turn of the kernel and the engine's, undefined when they agree: hops in order and in
 * every field, outcome, addresses at arrival, connections, and what the packet caused. Where the recorder cannot
 * know, the engine is free: the reason of a loss that no counter told, and an answer that was never seen to arrive.
 */
export function findDifference(
  recorded: RecordedTurn,
  walked: RecordedTurn,
): TurnDifference | undefined {
  const engine = turnView(walked);
  const kernel = withEnginesWord(turnView(recorded), engine);
  for (const part of WAYS) {
    const difference = hopDifference(part, kernel, engine);
    if (difference !== undefined) return difference;
  }
  const part = PARTS.find((name) => !isSameJson(kernel[name], engine[name]));
  return part && { part, kernel: kernel[part], engine: engine[part] };
}

/** The kernel's view with the engine's word wherever the recorder does not know. */
function withEnginesWord(kernel: TurnView, { outcome: engine }: TurnView): TurnView {
  const { outcome } = kernel;
  if (outcome === null || engine === null) return kernel;
  const isLost = outcome.what === "lost";
  const isReasonKnown = isLost && outcome.reason !== null;
  const isAnswerKnown = outcome.with !== "nothing seen";
  const free = {
    ...(isReasonKnown ? {} : { reason: engine.reason }),
    ...(isAnswerKnown ? {} : { with: engine.with }),
  };
  return { ...kernel, outcome: { ...outcome, ...free } };
}

function hopDifference(
  part: (typeof WAYS)[number],
  { [part]: kernel }: TurnView,
  { [part]: engine }: TurnView,
): TurnDifference | undefined {
  for (const [at, hop] of kernel.entries()) {
    const other = engine[at];
    if (other === undefined || isSameJson(hop, other)) continue;
    const differing = HOP_FIELDS.filter((field) => !isSameJson(hop[field], other[field]));
    const shown = new Set<string>(["table", "chain", "rulenum", ...differing]);
    return { part, hop: at, kernel: only(hop, shown), engine: only(other, shown) };
  }
  if (kernel.length === engine.length) return undefined;
  return { part, kernel: kernel.length, engine: engine.length };
}

function only(hop: Fields, names: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(hop).filter(([name]) => names.has(name)));
}
