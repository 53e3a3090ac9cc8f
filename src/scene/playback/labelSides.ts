/** On which side of its tick a label stands; "none": the tick stands alone. */
export type LabelSide = "right" | "left" | "none";

interface Span {
  readonly fromPx: number;
  readonly toPx: number;
}

interface LabelRoom {
  /** From left to right; `labelPx` is undefined for a tick that has no label. */
  readonly ticks: readonly { readonly xPx: number; readonly labelPx: number | undefined }[];
  /** What already stands in the line of the labels. */
  readonly taken: readonly Span[];
  readonly widthPx: number;
}

/** Between a tick and its label. */
const TICK_TO_LABEL_PX = 5;
/** Between a label and whatever comes next. */
const CLEAR_PX = 4;

/**
 * Says for each tick on which side its label has room: right, else left, else nowhere.
 * A label covers no other tick and no other label, and does not leave the track. Source: DESIGN, "Player".
 */
export function labelSides({ ticks, taken, widthPx }: LabelRoom): readonly LabelSide[] {
  const spans: Span[] = [...taken];
  const isFree = ({ fromPx, toPx }: Span) =>
    fromPx >= 0 &&
    toPx <= widthPx &&
    !spans.some((span) => fromPx < span.toPx + CLEAR_PX && toPx > span.fromPx - CLEAR_PX) &&
    !ticks.some(({ xPx }) => xPx > fromPx - 2 && xPx < toPx + 2);

  return ticks.map(({ xPx, labelPx }) => {
    if (labelPx === undefined) return "none";
    const right = { fromPx: xPx + TICK_TO_LABEL_PX, toPx: xPx + TICK_TO_LABEL_PX + labelPx };
    const left = { fromPx: xPx - TICK_TO_LABEL_PX - labelPx, toPx: xPx - TICK_TO_LABEL_PX };
    const side = isFree(right) ? "right" : "left";
    const span = side === "right" ? right : left;
    if (side === "left" && !isFree(left)) return "none";
    spans.push(span);
    return side;
  });
}
