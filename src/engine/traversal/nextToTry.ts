import type { Packet } from "../net/packet";
import { chainIndexOf, hasChainIndex } from "./chainIndex";
import type { Frame } from "./tableWalk";

/**
 * The number of the next rule to try in a chain, past the end when there is none. In a long chain it skips the rules that
 * provably do not match and have no effect; a chain is not indexed for packets that never get far in it.
 */
export function nextToTry(frame: Frame, packet: Packet, longChain: number): number {
  const { chain, next } = frame;
  if (chain.length <= longChain) return next;
  if (next <= longChain && !hasChainIndex(chain)) return next;
  if (frame.candidates === undefined || !frame.candidates.areFor(packet)) {
    frame.candidates = chainIndexOf(chain).candidatesFor(packet);
  }
  return frame.candidates.from(next) ?? chain.length + 1;
}
