import type { Outcome } from "@/engine";
import type { Visit } from "../playback/visitAt";
import { HEADER_MIDDLE_PX } from "./boxMetrics";
import type { ChainBox, Sign } from "./chainGraph";
import { rowOfHop } from "./rowOfHop";
import type { TextWidth } from "./textWidth";

/** Where the packet sets out, left of the first lane: at least so far from the left end. */
const START_SIGN_X = 16;
/** Where the packet comes in, before the first lane's name. */
const ENTRY_SIGN_X = 32;
/** From the end of the last lane to the sign at which the packet leaves. */
const END_SIGN_GAP_PX = 40;
/** Between a sign's words and the lane before. */
const TEXT_CLEAR_PX = 8;

export const START_SIGN_ID = "sign/start";
export const END_SIGN_ID = "sign/end";

/**
 * The interface a packet came in by, in the first lane's title line, or the process on the node that sent it, left of the
 * first lane. `topPx`: where the boxes begin.
 */
export function startSign(
  { hops }: Visit,
  { topPx, width }: { readonly topPx: number; readonly width: TextWidth },
): Sign {
  const [first] = hops;
  if (first?.kind === "wire") {
    const text = [first.toInterface ?? "in"];
    return { id: START_SIGN_ID, kind: "wire-in", text, x: ENTRY_SIGN_X, y: HEADER_MIDDLE_PX };
  }
  const text = "sender";
  const x = Math.max(START_SIGN_X, Math.ceil(width.words(text) / 2) + 4);
  const y = topPx + HEADER_MIDDLE_PX;
  return { id: START_SIGN_ID, kind: "local-process", text: [text], x, y };
}

/** Where the packet goes when it leaves the chains; none where a rule or a routing decision ends its way. */
export function endSigns(
  visit: Visit,
  boxes: readonly ChainBox[],
  {
    xPx,
    topPx,
    width,
  }: { readonly xPx: number; readonly topPx: number; readonly width: TextWidth },
): readonly Sign[] {
  const sign = endSign(visit);
  if (sign === undefined) return [];
  const half = Math.max(...sign.text.map(width.words)) / 2;
  const y = rowOfHop(boxes, visit.hops.at(-1))?.y ?? topPx + HEADER_MIDDLE_PX;
  return [
    { ...sign, id: END_SIGN_ID, x: xPx + Math.max(END_SIGN_GAP_PX, half + TEXT_CLEAR_PX), y },
  ];
}

function endSign({ hops, leaves, outcome }: Visit): Pick<Sign, "kind" | "text"> | undefined {
  if (leaves !== undefined) {
    return { kind: "wire-out", text: [leaves.fromInterface ?? "out", `to ${leaves.to}`] };
  }
  if (outcome?.what === "local") {
    return { kind: "local-process", text: ["delivered", "to this node"] };
  }
  const text = lostText(outcome, hops.at(-1)?.kind);
  return text && { kind: "lost", text };
}

/** A packet that routing gave up has its sign there; one lost elsewhere has it at the end. */
function lostText(
  outcome: Outcome | undefined,
  lastKind: string | undefined,
): readonly string[] | undefined {
  return outcome?.what === "lost" && lastKind !== "routing" ? ["lost", outcome.reason] : undefined;
}
