import type { WalkDocument } from "@/scenarios/walkDocument";
import { replaceIn } from "@/workers/replaceIn";
import { savedForm } from "./savedForm";

/**
 * Long texts and lists are kept as blobs. A browser copies and packs what it is to keep while the page waits, but a blob
 * is only pointed at; and as long as the document has the same text or list it is made once.
 */
const PIECE_CHARACTERS = 1 << 20;
const PIECE_ITEMS = 500;

/** How a blob says that it is a list and no text. */
const LIST_TYPE = "application/json";

type LongPart = string | readonly unknown[];

/** The blobs of the document that was kept last; undefined for a text that a blob would change. */
let blobs: ReadonlyMap<unknown, Blob | undefined> = new Map();

/** What the browser keeps of a document: its saved form, with long texts and lists as blobs. */
export function keptForm(document: WalkDocument): unknown {
  const steps = makeBlobs(document);
  while (steps.next().done !== true);
  return replaceIn(savedForm(document), (part) => blobs.get(part));
}

/** Makes the blobs of a document, a piece at each step of the generator, so that `keptForm` finds them made. */
export function* makeBlobs(document: WalkDocument): Generator<undefined, void, undefined> {
  const made = new Map<unknown, Blob | undefined>();
  for (const part of longParts(document)) {
    if (blobs.has(part)) made.set(part, blobs.get(part));
    else made.set(part, typeof part === "string" ? yield* textBlob(part) : yield* listBlob(part));
  }
  blobs = made;
}

/** A kept form with its texts and lists as they were. */
export async function readKeptForm(kept: unknown): Promise<unknown> {
  const found: Blob[] = [];
  replaceIn(kept, (part) => {
    if (part instanceof Blob) found.push(part);
    return undefined;
  });
  const parts = new Map<unknown, unknown>();
  for (const blob of found) {
    const text = await blob.text();
    parts.set(blob, blob.type === LIST_TYPE ? JSON.parse(text) : text);
  }
  return replaceIn(kept, (part) => parts.get(part));
}

function longParts({ source }: WalkDocument): ReadonlySet<LongPart> {
  const parts = new Set<LongPart>();
  replaceIn(source, (part) => {
    const isList = Array.isArray(part) && part.length > PIECE_ITEMS;
    const isText = typeof part === "string" && part.length > PIECE_CHARACTERS;
    if (!isList && !isText) return undefined;
    parts.add(part);
    return part;
  });
  return parts;
}

/** Half a character, which is no UTF-8 and so cannot stand in a blob. */
const HALF_CHARACTER = /\p{Surrogate}/u;

function* textBlob(text: string): Generator<undefined, Blob | undefined, undefined> {
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

/** JSON writes half a character as an escape, so a list is kept as it is. */
function* listBlob(list: readonly unknown[]): Generator<undefined, Blob, undefined> {
  const pieces: string[] = [];
  for (let at = 0; at < list.length; at += PIECE_ITEMS) {
    const items = JSON.stringify(list.slice(at, at + PIECE_ITEMS));
    pieces.push(`${at === 0 ? "[" : ","}${items.slice(1, -1)}`);
    yield undefined;
  }
  return new Blob([...pieces, "]"], { type: LIST_TYPE });
}
