import { NO_TONE } from "./mergeBlocks";
import type { WholeMap } from "./wholeMap";

/** The tones of the blocks whose chains were found (`lit`, by chain); of all others, that they are left out. */
export function foundTones({ blocks }: WholeMap, tones: Uint8Array, lit: Uint8Array): Uint8Array {
  return tones.map((tone, block) => (lit[blocks.chain[block] ?? 0] === 1 ? tone : NO_TONE));
}

/** The next block behind `from` whose chain was found, from the top left on and then from the start again; undefined when none was. */
export function nextFound({ blocks }: WholeMap, lit: Uint8Array, from: number): number | undefined {
  for (let step = 1; step <= blocks.count; step += 1) {
    const at = (from + step + blocks.count) % blocks.count;
    if (lit[blocks.chain[at] ?? 0] === 1) return at;
  }
  return undefined;
}
