import { isSameJson } from "@/conformance/isSameJson";
import type { RecordedTurn } from "@/conformance/recordedCase";
import { type Fields, HOP_FIELDS, turnView } from "@/conformance/turnView";

/** The n-th hop of both walks, side by side. */
export interface HopPair {
  /** Counted from 1. */
  readonly number: number;
  readonly isSame: boolean;
  /** `nat KUBE-SERVICES:2 → KUBE-NODEPORTS`; undefined where that walk has no such hop. */
  readonly kernel: string | undefined;
  readonly engine: string | undefined;
}

/** The hops of the kernel's turn beside those of the engine's, in order. */
export function hopPairs(
  kernel: RecordedTurn | undefined,
  engine: RecordedTurn | undefined,
): readonly HopPair[] {
  const theirs = kernel === undefined ? [] : turnView(kernel).hops;
  const ours = engine === undefined ? [] : turnView(engine).hops;
  const longest = theirs.length > ours.length ? theirs : ours;
  return longest.map((_, index) => ({
    number: index + 1,
    ...pairOf(theirs[index], ours[index]),
  }));
}

function pairOf(kernel: Fields | undefined, engine: Fields | undefined): Omit<HopPair, "number"> {
  const differing = HOP_FIELDS.filter((field) => !isSameJson(kernel?.[field], engine?.[field]));
  return {
    isSame: differing.length === 0,
    kernel: kernel && hopText(kernel, differing),
    engine: engine && hopText(engine, differing),
  };
}

/** In the text already. */
const TOLD: ReadonlySet<string> = new Set(["table", "chain", "rulenum", "verdict"]);

/** Where and what; and of the other fields those that differ. */
function hopText(hop: Fields, differing: readonly string[]): string {
  const verdict = hop.verdict === null ? "" : ` → ${hop.verdict}`;
  const others = differing
    .filter((field) => !TOLD.has(field))
    .map((field) => ` ${field} ${hop[field]}`);
  return `${hop.table} ${hop.chain}:${hop.rulenum}${verdict}${others.join("")}`;
}
