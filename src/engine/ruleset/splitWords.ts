/** A word of a line, quotes and escapes taken away. */
export interface Word {
  readonly text: string;
  /** 0-based offset of its first character, a quote included, in UTF-16 units. */
  readonly offset: number;
}

const SPACE = 32;
const TAB = 9;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Splits a line into words as iptables-restore does: a double quote opens a word that may hold blanks and
 * that the next double quote ends; the backslash escapes only inside quotes. A quote that is never closed
 * takes the rest of the line. With `most` the words behind so many are left out.
 * Source: iptables 1.8.9 iptables/xshared.c, add_param_to_argv.
 */
export function splitWords(
  line: string,
  from = 0,
  most = Number.POSITIVE_INFINITY,
): readonly Word[] {
  const words: Word[] = [];
  const hasTabs = line.includes("\t", from);
  let at = from;
  let blank = -1;
  let quote = indexOrEnd(line, '"', at);
  while (at < line.length && words.length < most) {
    const code = line.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at++;
      continue;
    }
    // What was found before is not sought again: a word may be as long as the text.
    if (blank < at) blank = hasTabs ? nextBlank(line, at) : indexOrEnd(line, " ", at);
    if (blank <= quote) {
      words.push({ text: line.slice(at, blank), offset: at });
      at = blank;
      continue;
    }
    const quoted = readQuoted(line, quote + 1);
    const before = quote === at ? "" : line.slice(at, quote);
    words.push({ text: before + quoted.text, offset: at });
    at = quoted.end;
    quote = indexOrEnd(line, '"', at);
  }
  return words;
}

/** Found by the engine's own search, which is faster than a look at each character. */
function indexOrEnd(line: string, sought: string, from: number): number {
  const found = line.indexOf(sought, from);
  return found < 0 ? line.length : found;
}

function nextBlank(line: string, from: number): number {
  let at = from;
  while (at < line.length && line.charCodeAt(at) !== SPACE && line.charCodeAt(at) !== TAB) at++;
  return at;
}

/** Reads on after an opening quote; `end` is behind the closing one. */
function readQuoted(line: string, from: number): { readonly text: string; readonly end: number } {
  const quote = indexOrEnd(line, '"', from);
  const plain = line.slice(from, quote);
  if (!plain.includes("\\")) return { text: plain, end: Math.min(quote + 1, line.length) };
  let text = "";
  let taken = from;
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === QUOTE) return { text: text + line.slice(taken, at), end: at + 1 };
    if (code !== BACKSLASH) continue;
    text += line.slice(taken, at);
    taken = at + 1;
    at++;
  }
  return { text: text + line.slice(taken), end: line.length };
}
