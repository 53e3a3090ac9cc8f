import type { Change, ChangeKind } from "./stop";

/** From the stop before to this one. Source: DESIGN, "The packet token". */
export const TRAVEL_MS = 360;

/** From arriving to resting. */
export const SETTLE_MS = 120;

/** How long each kind of change is shown before the packet goes on. */
const CHANGE_MS: Readonly<Record<ChangeKind, number>> = {
  mark: 480,
  dnat: 1200,
  snat: 1200,
  "un-dnat": 1200,
  "un-snat": 1200,
  drop: 720,
  reject: 720,
  lost: 720,
  undecided: 720,
  delivered: 480,
};

/** How long a stop is rested at after the packet has settled; 0 where nothing changes. */
export function restMs(change: Change | undefined): number {
  return change === undefined ? 0 : CHANGE_MS[change.kind];
}
