const LINE_BREAK = 10;
const RETURN = 13;
const COLON = 58;
const OPEN = 91;
const MINUS = 45;
const LETTER_A = 65;
const SPACE = 32;

/** How far the plain chain and rule lines of a save text go from `at` on, and how many there are. Nothing is kept of them. */
export function endOfSaveLines(
  text: string,
  from: number,
): { readonly at: number; readonly lines: number } {
  let at = from;
  let lines = 0;
  while (at < text.length && isSaveLine(text, at)) {
    const lineBreak = text.indexOf("\n", at);
    lines++;
    at = lineBreak < 0 ? text.length : lineBreak + 1;
  }
  return { at, lines };
}

/** `-A …`, `:NAME …`, `[1:60] -A …` or nothing at all. `-P`, `*table`, COMMIT and comments are not among them. */
function isSaveLine(text: string, at: number): boolean {
  switch (text.charCodeAt(at)) {
    case MINUS:
      return text.charCodeAt(at + 1) === LETTER_A && text.charCodeAt(at + 2) === SPACE;
    case COLON:
    case LINE_BREAK:
    case RETURN:
      return true;
    case OPEN:
      return isDigit(text.charCodeAt(at + 1));
    default:
      return false;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
