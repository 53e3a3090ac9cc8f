import type { ChainHop } from "@/engine";
import { lostDraw } from "../narration/lostDraw";
import type { Stop } from "../playback/stop";
import type { ChainBox, Row } from "./chainGraph";
import type { ExplainRule, RowState } from "./graphState";
import { type Moment, pastStops } from "./moment";
import { boxIdOf, rowOfHop } from "./rowOfHop";

const PLAIN: RowState = {
  look: "idle",
  failed: undefined,
  held: [],
  drawn: undefined,
  rewrites: [],
};

/**
 * How every row looks that the walk has tried so far. Only rows that are shown are explained. A row that could not be
 * decided stays so, also where the walk went on as if it did not match.
 */
export function rowStates(
  moment: Moment & { readonly explain: ExplainRule },
): ReadonlyMap<string, RowState> {
  const states = new Map<string, RowState>();
  const boxes = new Map(moment.graph.boxes.map((box) => [box.id, box]));
  for (const stop of pastStops(moment)) {
    const { hop } = stop;
    if (hop === undefined || !("chain" in hop)) continue;
    const box = boxes.get(boxIdOf(hop));
    if (box === undefined) continue;
    for (const row of passedRows(box, hop)) {
      if (states.get(row.id)?.look !== "undecided")
        states.set(row.id, passedOver(row, stop, moment));
    }
    const own = rowOfHop([box], hop)?.row;
    if (own !== undefined) states.set(own.id, ownState(stop, moment.stop, states.get(own.id)));
  }
  return states;
}

function passedRows({ rows }: ChainBox, { firstTried, ruleNumber }: ChainHop): readonly Row[] {
  return rows.filter((row) => {
    if (row.kind === "rule") return firstTried <= row.ruleNumber && row.ruleNumber < ruleNumber;
    return row.kind === "gap" && firstTried <= row.to && row.from < ruleNumber;
  });
}

function passedOver(
  row: Row,
  stop: Stop,
  { explain }: { readonly explain: ExplainRule },
): RowState {
  if (row.kind !== "rule") return { ...PLAIN, look: "passed-over" };
  const parts = explain(stop.index, row.ruleNumber);
  const failed = parts.find(({ decision }) => decision === "no");
  return {
    ...PLAIN,
    look: "passed-over",
    failed,
    held: parts.filter(({ decision }) => decision === "yes"),
    drawn: lostDraw(stop.hop, row.ruleNumber, failed),
  };
}

/** A rewrite that has happened stays to be seen, also when the row is met again without one. */
function ownState(stop: Stop, current: number, before: RowState | undefined): RowState {
  const rewrites = stop.change?.rewrites ?? [];
  const isHere = stop.index === current;
  const look = isHere ? "current" : "matched";
  return {
    ...PLAIN,
    look: stop.hop?.kind === "undecided" && !isHere ? "undecided" : look,
    rewrites: rewrites.length > 0 ? rewrites : (before?.rewrites ?? []),
  };
}
