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
  let at = from;
  while (at < line.length && words.length < most) {
    const code = line.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at++;
      continue;
    }
    const end = endOfPlain(line, at);
    if (line.charCodeAt(end) !== QUOTE) {
      words.push({ text: line.slice(at, end), offset: at });
      at = end;
      continue;
    }
    const quoted = readQuoted(line, end + 1);
    words.push({ text: line.slice(at, end) + quoted.text, offset: at });
    at = quoted.end;
  }
  return words;
}

/** The end of the characters from `at` that are neither blank nor a quote. */
function endOfPlain(line: string, at: number): number {
  let end = at;
  while (end < line.length) {
    const code = line.charCodeAt(end);
    if (code === SPACE || code === TAB || code === QUOTE) return end;
    end++;
  }
  return end;
}

/** Reads on after an opening quote; `end` is behind the closing one. */
function readQuoted(line: string, from: number): { readonly text: string; readonly end: number } {
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
