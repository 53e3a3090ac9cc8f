import { replaceIn } from "./replaceIn";

/** What a worker is sent: the long texts of its request in pieces, then the request with a mark in the place of each. */
export type RequestPiece =
  | { readonly kind: "piece"; readonly longText: number; readonly piece: string }
  | { readonly kind: "request"; readonly form: unknown };

/** Stands for a long text by its number. */
interface Mark {
  readonly longText: number;
}

/** To copy a piece takes a millisecond or two. */
const PIECE_CHARACTERS = 1 << 20;

/**
 * A request as the messages that carry it. A browser copies what a worker is sent while the page waits, so a long
 * text goes in pieces, between which the page can answer.
 */
export function* requestPieces(request: unknown): Generator<RequestPiece, void, undefined> {
  const texts: string[] = [];
  const form = replaceIn(request, (part): Mark | undefined => {
    if (typeof part !== "string" || part.length <= PIECE_CHARACTERS) return undefined;
    return { longText: texts.push(part) - 1 };
  });
  for (const [longText, text] of texts.entries()) {
    for (let at = 0; at < text.length; at += PIECE_CHARACTERS)
      yield { kind: "piece", longText, piece: text.slice(at, at + PIECE_CHARACTERS) };
  }
  yield { kind: "request", form };
}

/** Puts requests together again, piece by piece. */
export class RequestAssembly {
  #texts: string[][] = [];

  /** The request with its last piece; undefined before that. */
  add(message: RequestPiece): { readonly request: unknown } | undefined {
    if (message.kind === "piece") {
      const { longText, piece } = message;
      this.#texts[longText] ??= [];
      this.#texts[longText].push(piece);
      return undefined;
    }
    const texts = this.#texts.map((pieces) => pieces.join(""));
    this.#texts = [];
    return {
      request: replaceIn(message.form, (part) => (isMark(part) ? texts[part.longText] : undefined)),
    };
  }
}

function isMark(part: unknown): part is Mark {
  return (
    typeof part === "object" &&
    part !== null &&
    Object.keys(part).length === 1 &&
    "longText" in part &&
    typeof part.longText === "number"
  );
}
