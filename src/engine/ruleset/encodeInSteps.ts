import { encodeUtf8 } from "../net/utf8";

/** So many UTF-16 units are encoded between two pauses. */
const UNITS_AT_ONCE = 1 << 20;
const FIRST_HIGH_SURROGATE = 0xd800;
const LAST_HIGH_SURROGATE = 0xdbff;

/** The bytes of a text, a piece at each step of the generator. */
export function* encodeInSteps(text: string): Generator<undefined, Uint8Array, undefined> {
  if (text.length <= UNITS_AT_ONCE) return encodeUtf8(text);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const end = endOfPiece(text, at + UNITS_AT_ONCE);
    const part = encodeUtf8(text.slice(at, end));
    parts.push(part);
    length += part.length;
    at = end;
    yield undefined;
  }
  const bytes = new Uint8Array(length);
  let filled = 0;
  for (const part of parts) {
    bytes.set(part, filled);
    filled += part.length;
    yield undefined;
  }
  return bytes;
}

/** No two units of one character come apart. */
function endOfPiece(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  const isHigh = last >= FIRST_HIGH_SURROGATE && last <= LAST_HIGH_SURROGATE;
  return isHigh ? end + 1 : end;
}
