import { markMeaning, setBits } from "../narration/markMeaning";
import { markText } from "../playback/endpointText";
import type { Stop } from "../playback/stop";
import type { Timeline } from "../playback/timeline";

/** The mark of a packet as 32 bits. Bit numbers count from 0, the lowest. */
export interface MarkBits {
  /** `0x4000` */
  readonly value: string;
  /** undefined when the mark did not change at this stop. */
  readonly before: string | undefined;
  /** Bits that are set, the lowest first, each with the stop that set it and what it is for, where that is known. */
  readonly set: readonly {
    readonly bit: number;
    /** undefined when the packet was sent with it. */
    readonly setAt: number | undefined;
    readonly meaning: string | undefined;
  }[];
  /** Bits that changed at this stop. */
  readonly lit: readonly number[];
  readonly cleared: readonly number[];
}

/** The mark after `stop`. A mark does not cross a wire: what is told of it begins on the node at hand. */
export function markBits(timeline: Timeline, stop: number): MarkBits {
  const hop = timeline.stops[stop]?.hop;
  const now = hop?.after.mark ?? 0;
  const before = hop?.before.mark ?? now;
  return {
    value: markText(now),
    before: before === now ? undefined : markText(before),
    set: setBits(now).map((bit) => {
      const setter = setterOf(timeline, stop, bit);
      const chain =
        setter?.hop !== undefined && "chain" in setter.hop ? setter.hop.chain : undefined;
      return { bit, setAt: setter?.index, meaning: markMeaning(bit, chain) };
    }),
    lit: setBits((now & ~before) >>> 0),
    cleared: setBits((before & ~now) >>> 0),
  };
}

/** The last stop of the same packet on the same host that set the bit. */
function setterOf({ stops }: Timeline, stop: number, bit: number): Stop | undefined {
  const here = stops[stop];
  for (let index = stop; index > 0; index--) {
    const past = stops[index];
    if (past?.hop === undefined || past.at !== here?.at || past.turn !== here.turn)
      return undefined;
    const changed = (past.hop.after.mark & ~past.hop.before.mark) >>> bit;
    if ((changed & 1) === 1) return past;
  }
  return undefined;
}
