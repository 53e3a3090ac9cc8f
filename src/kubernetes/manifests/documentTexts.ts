/** A piece of YAML that can be read by itself. */
export interface DocumentText {
  readonly text: string;
  /** How many lines come before it. */
  readonly linesBefore: number;
}

/**
 * The documents of a YAML text, and of a `kind: List` its items, found by their first columns and without reading the
 * rest: nothing inside a value may begin at the column where a document or an item of the list begins. A text with
 * directives stays whole, and so does a list that does not look as kubectl prints it.
 */
export function* documentTexts(text: string): Generator<DocumentText> {
  if (/^%/m.test(text)) {
    yield { text, linesBefore: 0 };
    return;
  }
  for (const document of piecesFrom({ text, linesBefore: 0 }, /^---(?:\s|$)/)) {
    yield* listItems(document);
  }
}

const LIST_KIND = /^kind: List\s*$/m;
const ITEMS = /^items:[ \t]*\r?\n/m;
const FIRST_ITEM = /^( *)-(?=\s)/;

function* listItems(document: DocumentText): Generator<DocumentText> {
  const { text, linesBefore } = document;
  const head = LIST_KIND.test(text) ? ITEMS.exec(text) : null;
  const start = head === null ? 0 : head.index + head[0].length;
  const indent = head === null ? undefined : FIRST_ITEM.exec(text.slice(start, start + 100))?.[1];
  if (indent === undefined) {
    yield document;
    return;
  }
  const itemBegins = new RegExp(`^${indent}-(?:\\s|$)`);
  const list = text.slice(start, endOfList(text, start));
  const linesBeforeList = linesBefore + countLines(text, start);
  yield* piecesFrom({ text: list, linesBefore: linesBeforeList }, itemBegins);
}

/** Where the next field of the list's own begins. */
function endOfList(text: string, start: number): number {
  const field = /^[A-Za-z"']/gm;
  field.lastIndex = start;
  return field.exec(text)?.index ?? text.length;
}

/** The text cut before every line that matches. */
function* piecesFrom(whole: DocumentText, begins: RegExp): Generator<DocumentText> {
  const { text } = whole;
  let start = 0;
  let startLine = whole.linesBefore;
  let line = whole.linesBefore;
  for (let at = 0; at < text.length; line += 1) {
    // The first letters are enough to tell.
    if (at > start && begins.test(text.slice(at, at + MOST_FIRST_LETTERS))) {
      yield { text: text.slice(start, at), linesBefore: startLine };
      start = at;
      startLine = line;
    }
    const end = text.indexOf("\n", at);
    at = end === -1 ? text.length : end + 1;
  }
  if (start < text.length) yield { text: text.slice(start), linesBefore: startLine };
}

const MOST_FIRST_LETTERS = 100;

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1))
    count += 1;
  return count;
}
