const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(ESCAPES).map(([name, char]) => [char, `\\${name}`]),
);

/**
 * Reads a payload as typed: `GET /\r\n`, `\x16\x03`. Gives one character a byte; letters beyond ASCII become the bytes of
 * UTF-8. Undefined when a backslash begins nothing known.
 */
export function parsePayload(text: string): string | undefined {
  let isKnown = true;
  const bytes = text.replace(/\\(x[\da-f]{2}|.?)|[^\\]/giu, (piece, escaped?: string) => {
    if (escaped === undefined) return utf8(piece);
    if (/^x./i.test(escaped)) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    const char = ESCAPES[escaped];
    if (char === undefined) isKnown = false;
    return char ?? "";
  });
  return isKnown ? bytes : undefined;
}

/** A payload as `parsePayload` reads it. */
export function printPayload(payload: string): string {
  return [...payload].map(printByte).join("");
}

function printByte(char: string): string {
  const name = NAMES.get(char);
  if (name !== undefined) return name;
  const code = char.charCodeAt(0);
  const isPlain = code >= 0x20 && code < 0x7f;
  return isPlain ? char : `\\x${code.toString(16).padStart(2, "0")}`;
}

function utf8(char: string): string {
  return String.fromCharCode(...new TextEncoder().encode(char));
}
