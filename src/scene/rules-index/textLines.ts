/** A text of any length with the place of each line, so that one line can be had without splitting the whole. */
export interface TextLines {
  readonly text: string;
  /** Offset of each line's first character, and of the end. */
  readonly starts: Uint32Array;
  readonly count: number;
}

/** So many lines are found between two pauses. */
const LINES_AT_ONCE = 20_000;

/** Finds the lines of a text in one pass. A newline at the end starts no line. */
export function textLines(text: string): TextLines {
  const steps = textLinesInSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, a piece at each step of the generator. */
export function* textLinesInSteps(text: string): Generator<undefined, TextLines, undefined> {
  let starts = new Uint32Array(1024);
  let count = 0;
  let at = 0;
  while (at < text.length) {
    if (count + 1 >= starts.length) starts = grown(starts);
    starts[count] = at;
    count += 1;
    const end = text.indexOf("\n", at);
    at = end === -1 ? text.length + 1 : end + 1;
    if (count % LINES_AT_ONCE === 0) yield undefined;
  }
  starts[count] = at;
  return { text, starts, count };
}

/** Line number `index`, counted from 0, without its newline; "" when there is none. */
export function lineAt({ text, starts, count }: TextLines, index: number): string {
  if (index < 0 || index >= count) return "";
  return text.slice(starts[index], (starts[index + 1] ?? 0) - 1);
}

function grown(starts: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(starts.length * 2);
  larger.set(starts);
  return larger;
}
