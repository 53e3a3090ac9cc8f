/** A text of which only the manifests between its Markdown fences are left. */
export interface FencedManifests {
  /** As many lines as before, so that line numbers stay true: what is not read is empty, an opening fence is `---`. */
  readonly text: string;
  readonly blocks: number;
}

/** A fence stands at the margin, where no YAML value can begin so. */
const FENCE = /^(?:```|~~~)/m;
const FENCE_LINE = /^(?:```|~~~)/;
const API_VERSION = /^(?:- )?[ \t]*"?apiVersion"?[ \t]*:/;
const KIND = /^(?:- )?[ \t]*"?kind"?[ \t]*:/;

/** The manifests of a Markdown text; undefined when no block between fences looks like one. */
export function fencedManifests(text: string): FencedManifests | undefined {
  if (!FENCE.test(text)) return undefined;
  const lines = text.split(/\r?\n/);
  const left = lines.map(() => "");
  let blocks = 0;
  for (const { start, end } of fencedBlocks(lines)) {
    const block = lines.slice(start + 1, end);
    if (!block.some((line) => API_VERSION.test(line)) || !block.some((line) => KIND.test(line)))
      continue;
    blocks += 1;
    left[start] = "---";
    for (const [index, line] of block.entries()) left[start + 1 + index] = line;
  }
  return blocks === 0 ? undefined : { text: left.join("\n"), blocks };
}

interface Block {
  /** The line of its opening fence. */
  readonly start: number;
  /** The line of its closing fence, or the text's end. */
  readonly end: number;
}

function* fencedBlocks(lines: readonly string[]): Generator<Block> {
  let start: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (!FENCE_LINE.test(line)) continue;
    if (start === undefined) start = index;
    else {
      yield { start, end: index };
      start = undefined;
    }
  }
  if (start !== undefined) yield { start, end: lines.length };
}
