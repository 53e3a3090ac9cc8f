import type { Outcome } from "@/engine";
import type { Visit } from "../playback/visitAt";
import { HEADER_MIDDLE_PX, TITLE_PX } from "./boxMetrics";
import type { ChainBox, Sign } from "./chainGraph";
import { rowOfHop } from "./rowOfHop";

/** Where the packet comes in, left of the first lane. */
export const START_SIGN_X = 18;
/** From the end of the last lane to the sign at which the packet leaves. */
const END_SIGN_GAP_PX = 40;

export const START_SIGN_ID = "sign/start";
export const END_SIGN_ID = "sign/end";

/** The interface a packet came in by, or the process on the node that sent it. */
export function startSign({ hops }: Visit): Sign {
  const [first] = hops;
  const isWire = first?.kind === "wire";
  return {
    id: START_SIGN_ID,
    kind: isWire ? "wire-in" : "local-process",
    text: isWire ? [first.toInterface ?? "in"] : ["sender"],
    x: START_SIGN_X,
    y: TITLE_PX + HEADER_MIDDLE_PX,
  };
}

/** Where the packet goes when it leaves the chains; none where a rule or a routing decision ends its way. */
export function endSigns(
  { hops, leaves, outcome }: Visit,
  boxes: readonly ChainBox[],
  xPx: number,
): readonly Sign[] {
  const last = hops.findLast((hop) => "chain" in hop);
  const at = {
    id: END_SIGN_ID,
    x: xPx + END_SIGN_GAP_PX,
    y: rowOfHop(boxes, last)?.y ?? TITLE_PX + HEADER_MIDDLE_PX,
  };
  if (leaves !== undefined) {
    return [{ ...at, kind: "wire-out", text: [leaves.fromInterface ?? "out", `to ${leaves.to}`] }];
  }
  if (outcome?.what === "local") {
    return [{ ...at, kind: "local-process", text: ["delivered", "to this node"] }];
  }
  const lost = lostText(outcome, hops.at(-1)?.kind);
  return lost === undefined ? [] : [{ ...at, kind: "lost", text: lost }];
}

/** A packet that routing gave up has its sign there; one lost elsewhere has it at the end. */
function lostText(
  outcome: Outcome | undefined,
  lastKind: string | undefined,
): readonly string[] | undefined {
  return outcome?.what === "lost" && lastKind !== "routing" ? ["lost", outcome.reason] : undefined;
}
