/** How the characters of a file are written. */
type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";

/** So many of the first bytes tell the encoding. */
export const TELLING_BYTES = 1024;

/** Of the bytes of a text in UTF-16 that is mostly ASCII, which iptables prints, every other one is 0. */
const MOSTLY = 0.7;
const HARDLY = 0.1;

/**
 * The encoding of a text by its first bytes: what its byte order mark says, else UTF-16 where every other byte is 0, else
 * UTF-8. Windows PowerShell 5 writes UTF-16 behind `>`. Source: Unicode 15, section 23.8; WHATWG Encoding, section 6.
 */
export function textEncoding(start: Uint8Array): TextEncoding {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const even = zeros(start, 0);
  const odd = zeros(start, 1);
  if (even < HARDLY && odd > MOSTLY) return "utf-16le";
  if (odd < HARDLY && even > MOSTLY) return "utf-16be";
  return "utf-8";
}

/** Which part of the bytes at even places (`at` 0) or odd ones (1) is 0, from 0 to 1. */
function zeros(start: Uint8Array, at: 0 | 1): number {
  const pairs = Math.min(start.length, TELLING_BYTES) >> 1;
  let count = 0;
  for (let pair = 0; pair < pairs; pair++) if (start[2 * pair + at] === 0) count += 1;
  return pairs === 0 ? 0 : count / pairs;
}

/** What follows the name of a file of gzip that ends too early. */
export const CUT_SHORT = "is cut short: only what could be unpacked of it is read.";

/** Whether a file is one of gzip. Source: RFC 1952, section 2.3.1. */
export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}
