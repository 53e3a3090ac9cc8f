import { useStopIndex, useWalk } from "./derived";
import { type ShownMap, shownMap } from "./walk/shownMap";

/** The hosts laid out for a width, and where the packet is among them. */
export function useNetworkMap(widthPx: number): ShownMap {
  const walk = useWalk();
  const stop = useStopIndex();
  return shownMap(walk, widthPx, stop);
}
