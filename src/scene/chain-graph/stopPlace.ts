import { signId } from "./buildChainGraph";
import type { Point } from "./chainGraph";
import { END_SIGN_ID, START_SIGN_ID } from "./endSigns";
import { hopOf, type Moment } from "./moment";
import { type HopPlace, rowOfHop } from "./rowOfHop";

/** Where the packet rests at a stop: at a row of a box, or at a sign. */
export type StopPlace =
  | { readonly kind: "row"; readonly at: HopPlace }
  | { readonly kind: "sign"; readonly at: Point };

/** From the middle of the token to the box: it sits on the left border, 14 px wide, outside. */
const TOKEN_LEFT_PX = 7;

/** The place of a stop of the visit, or of the stop after it, which is the sign at the end; undefined for any other. */
export function stopPlace(moment: Moment, stop: number): StopPlace | undefined {
  const { graph, timeline, visit } = moment;
  if (stop === visit.lastStop + 1) return visit.leaves && sign(moment, END_SIGN_ID);
  if (stop < visit.firstStop || stop > visit.lastStop) return undefined;
  const hop = hopOf(moment, stop);
  if (hop === undefined || hop.kind === "wire") return sign(moment, START_SIGN_ID);
  const at = rowOfHop(graph.boxes, hop);
  if (at !== undefined) return { kind: "row", at };
  const first = timeline.stops[visit.firstStop];
  const hopIndex = stop - visit.firstStop - (first?.hop === undefined ? 1 : 0);
  return sign(moment, signId(hopIndex));
}

function sign({ graph }: Moment, id: string): StopPlace | undefined {
  const at = graph.signs.find((candidate) => candidate.id === id);
  return at && { kind: "sign", at: { x: at.x, y: at.y } };
}

/** The middle of the token at a place. */
export function tokenPoint(place: StopPlace): Point {
  return place.kind === "sign" ? place.at : { x: place.at.box.x - TOKEN_LEFT_PX, y: place.at.y };
}
