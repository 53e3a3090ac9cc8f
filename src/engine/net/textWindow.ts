import { decodeUtf8 } from "./utf8";

/** How much is decoded at once. */
const WINDOW_BYTES = 1 << 16;

/**
 * Reads stretches of a text in UTF-8, each behind the last, faster than decoding one by one: where a whole
 * window has one character for every byte, a stretch is cut out of the decoded window.
 */
export function textWindow(bytes: Uint8Array): (start: number, end: number) => string {
  let from = 0;
  let to = 0;
  let text = "";
  return (start, end) => {
    if (start < from || end > to) {
      from = start;
      to = Math.min(bytes.length, Math.max(end, start + WINDOW_BYTES));
      text = decodeUtf8(bytes.subarray(from, to));
    }
    // A character of several bytes makes the text shorter than its bytes, and nothing makes it longer.
    if (text.length === to - from) return text.slice(start - from, end - from);
    return decodeUtf8(bytes.subarray(start, end));
  };
}
