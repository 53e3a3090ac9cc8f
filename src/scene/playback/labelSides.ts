/** On which side of its tick a label stands; "none": the tick stands alone. */
export type LabelSide = "right" | "left" | "none";

interface Span {
  readonly fromPx: number;
  readonly toPx: number;
}

interface Tick {
  readonly xPx: number;
  readonly labelPx: number;
}

interface LabelRoom {
  /** From left to right. */
  readonly ticks: readonly Tick[];
  /** What already stands in the line of the labels. */
  readonly taken: readonly Span[];
  readonly widthPx: number;
}

/** Between a tick and its label. */
const TICK_TO_LABEL_PX = 5;
/** Between a label and whatever comes next. */
const CLEAR_PX = 4;
/** What a tick takes on either side. */
const TICK_PX = 2;

/**
 * Says for each tick on which side its label has room: right, else left, else nowhere. A label that would find none lets
 * the one before it go to the left. It covers no other tick and no other label, and does not leave the track.
 * Source: DESIGN, "Player".
 */
export function labelSides({ ticks, taken, widthPx }: LabelRoom): readonly LabelSide[] {
  const sides: LabelSide[] = [];
  const isFree = (index: number, side: LabelSide) => {
    const span = spanOf(ticks[index], side);
    if (span === undefined || span.fromPx < 0 || span.toPx > widthPx) return false;
    const placed = sides.flatMap((own, other) =>
      other === index ? [] : (spanOf(ticks[other], own) ?? []),
    );
    return (
      ![...taken, ...placed].some((other) => touches(span, other)) &&
      !ticks.some(({ xPx }) => xPx > span.fromPx - TICK_PX && xPx < span.toPx + TICK_PX)
    );
  };
  const freeSide = (index: number): LabelSide =>
    (["right", "left"] as const).find((side) => isFree(index, side)) ?? "none";

  for (const index of ticks.keys()) {
    sides[index] = "none";
    sides[index] = freeSide(index);
    if (sides[index] !== "none" || sides[index - 1] !== "right" || !isFree(index - 1, "left"))
      continue;
    sides[index - 1] = "left";
    sides[index] = freeSide(index);
  }
  return sides;
}

function touches(one: Span, other: Span): boolean {
  return one.fromPx < other.toPx + CLEAR_PX && one.toPx > other.fromPx - CLEAR_PX;
}

function spanOf(tick: Tick | undefined, side: LabelSide): Span | undefined {
  if (tick === undefined || side === "none") return undefined;
  const { xPx, labelPx } = tick;
  return side === "right"
    ? { fromPx: xPx + TICK_TO_LABEL_PX, toPx: xPx + TICK_TO_LABEL_PX + labelPx }
    : { fromPx: xPx - TICK_TO_LABEL_PX - labelPx, toPx: xPx - TICK_TO_LABEL_PX };
}
