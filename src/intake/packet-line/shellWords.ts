/** A quoted stretch, an escaped character, or anything that is no space. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|[^\s'"\\]+/y;
const SPACES = /\s*/y;

/** The words of a shell command; quotes and backslashes are taken off. A quote that is not closed reaches to the end. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let at = skipSpaces(line, 0);
  while (at < line.length) {
    let word = "";
    while (at < line.length && !/\s/.test(line.charAt(at))) {
      PIECE.lastIndex = at;
      const found = PIECE.exec(line);
      if (found === null) return [...words, word + line.slice(at + 1)];
      const [whole, single, double, escaped] = found;
      word += single ?? double?.replace(/\\(.)/g, "$1") ?? escaped ?? whole;
      at += whole.length;
    }
    words.push(word);
    at = skipSpaces(line, at);
  }
  return words;
}

function skipSpaces(line: string, at: number): number {
  SPACES.lastIndex = at;
  return at + (SPACES.exec(line)?.[0].length ?? 0);
}
