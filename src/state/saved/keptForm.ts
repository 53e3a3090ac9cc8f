import type { WalkDocument } from "@/scenarios/walkDocument";
import { replaceIn } from "@/workers/replaceIn";
import { savedForm } from "./savedForm";

/**
 * Longer texts are kept as blobs. A browser copies and packs what it is to keep while the page waits, but a blob is only
 * pointed at; and as long as the document has the same text it is made once.
 */
const PIECE_CHARACTERS = 1 << 20;

/** The blobs of the document that was kept last; undefined for a text that a blob would change. */
let blobs: ReadonlyMap<string, Blob | undefined> = new Map();

/** What the browser keeps of a document: its saved form, with long texts as blobs. */
export function keptForm(document: WalkDocument): unknown {
  const steps = makeBlobs(document);
  while (steps.next().done !== true);
  return replaceIn(savedForm(document), (part) =>
    typeof part === "string" ? blobs.get(part) : undefined,
  );
}

/** Makes the blobs of a document, a piece at each step of the generator, so that `keptForm` finds them made. */
export function* makeBlobs(document: WalkDocument): Generator<undefined, void, undefined> {
  const made = new Map<string, Blob | undefined>();
  for (const text of longTexts(document))
    made.set(text, blobs.has(text) ? blobs.get(text) : yield* makeBlob(text));
  blobs = made;
}

/** A kept form with its texts as they were. */
export async function readKeptForm(kept: unknown): Promise<unknown> {
  const found: Blob[] = [];
  replaceIn(kept, (part) => {
    if (part instanceof Blob) found.push(part);
    return undefined;
  });
  const texts = new Map<unknown, string>();
  for (const blob of found) texts.set(blob, await blob.text());
  return replaceIn(kept, (part) => texts.get(part));
}

function longTexts({ source }: WalkDocument): ReadonlySet<string> {
  const texts = new Set<string>();
  if (source.kind !== "pasted") return texts;
  replaceIn(source, (part) => {
    if (typeof part === "string" && part.length > PIECE_CHARACTERS) texts.add(part);
    return undefined;
  });
  return texts;
}

/** Half a character, which is no UTF-8 and so cannot stand in a blob. */
const HALF_CHARACTER = /\p{Surrogate}/u;

function* makeBlob(text: string): Generator<undefined, Blob | undefined, undefined> {
  const pieces: Blob[] = [];
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = endOfPiece(text, at + PIECE_CHARACTERS);
    const piece = text.slice(at, end);
    if (HALF_CHARACTER.test(piece)) return undefined;
    pieces.push(new Blob([piece]));
    yield undefined;
  }
  return new Blob(pieces);
}

/** No two units of one character come apart. */
function endOfPiece(text: string, end: number): number {
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end;
}
