const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * Reads what follows `--hex-string`: text in which `|0d 0a|` stands for bytes and a backslash for the character behind it.
 * One character a byte; undefined when a block is not made of pairs of digits, or is never closed.
 * Source: iptables 1.8.9 libxt_string.c, parse_hex_string.
 */
export function parseHexString(text: string): string | undefined {
  const parts = text.match(/\|[^|]*\||\\.|[^|\\]+/gs) ?? [];
  if (parts.join("") !== text) return undefined;
  const bytes = parts.map((part) => {
    if (part.startsWith("|")) return parseBlock(part.slice(1, -1));
    return part.startsWith("\\") ? part.slice(1) : part;
  });
  return bytes.every((some) => some !== undefined) ? bytes.join("") : undefined;
}

/** Pairs of hexadecimal digits, with or without a space between them. */
function parseBlock(text: string): string | undefined {
  if (!/^ *([\da-f]{2} ?)*$/i.test(text)) return undefined;
  const pairs = text.match(/[\da-f]{2}/gi) ?? [];
  return String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16)));
}

/**
 * `--string "GET /"`, or `--hex-string "|0d0a|"` where a byte cannot be printed or the last is a backslash.
 * Source: iptables 1.8.9 libxt_string.c, string_save.
 */
export function printPattern(pattern: string): string {
  if (PRINTABLE.test(pattern) && !pattern.endsWith("\\")) {
    return `--string "${pattern.replace(/["\\]/g, "\\$&")}"`;
  }
  const digits = Array.from(pattern, (char) => char.charCodeAt(0).toString(16).padStart(2, "0"));
  return `--hex-string "|${digits.join("")}|"`;
}
