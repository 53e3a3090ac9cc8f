import type { Missing } from "../net/decision";
import type { Packet } from "../net/packet";
import { type PacketBytes, packetBytes } from "../net/packetBytes";

/** What is looked for, and where. */
export interface PatternSearch {
  /** One character a byte. */
  readonly pattern: string;
  /** The first byte that may belong to it, counted from the IP header, and the first that may not. */
  readonly from: number;
  readonly to: number;
  readonly ignoresCase: boolean;
}

const UNKNOWN_PAYLOAD: { readonly missing: Missing } = {
  missing: { kind: "payload", name: "what the packet carries" },
};

/**
 * Whether the packet holds a pattern; undecided when a payload that nobody told could hold it. Header bytes that the sender
 * makes up are taken not to be part of it.
 * Source: Linux net/core/skbuff.c, skb_find_text.
 */
export function findPattern(
  search: PatternSearch,
  packet: Packet,
): boolean | { readonly missing: Missing } {
  const bytes = packetBytes(packet);
  const last = Math.min(search.to, bytes.values.length) - search.pattern.length;
  let mayBeThere = false;
  for (let start = search.from; start <= last; start++) {
    const found = isAt(search, bytes, start);
    if (found === true) return true;
    if (found === undefined) mayBeThere = true;
  }
  return mayBeThere ? UNKNOWN_PAYLOAD : false;
}

/** undefined when it depends on a payload that is not known. */
function isAt(
  { pattern, ignoresCase }: PatternSearch,
  { values, known, payloadAt }: PacketBytes,
  start: number,
): boolean | undefined {
  let isCertain = true;
  for (let index = 0; index < pattern.length; index++) {
    const at = start + index;
    if (known[at] === 0xff) {
      const wanted = fold(pattern.charCodeAt(index), ignoresCase);
      if (fold(values[at] ?? 0, ignoresCase) !== wanted) return false;
    } else if (at < payloadAt) return false;
    else isCertain = false;
  }
  return isCertain ? true : undefined;
}

function fold(byte: number, ignoresCase: boolean): number {
  const isCapital = byte >= 0x41 && byte <= 0x5a;
  return ignoresCase && isCapital ? byte + 0x20 : byte;
}
