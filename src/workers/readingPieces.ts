import type { ManifestReading } from "@/kubernetes";

/** The lists of a cluster that may be long. */
const LISTS = ["pods", "services", "endpointSlices"] as const;
type ListName = (typeof LISTS)[number];

/** A stretch of a list, or behind all of them the reading with these lists empty. */
export type ReadingPiece =
  | { readonly kind: "items"; readonly list: ListName; readonly items: readonly unknown[] }
  | { readonly kind: "rest"; readonly rest: ManifestReading };

/** To take in so many objects takes the page a few milliseconds. */
const PIECE_ITEMS = 2000;

/** A reading as the messages that carry it: what a worker says is taken in at once, while the page waits. */
export function* readingPieces(reading: ManifestReading): Generator<ReadingPiece, void, undefined> {
  for (const list of LISTS) {
    const all = reading.cluster[list];
    for (let at = 0; at < all.length; at += PIECE_ITEMS)
      yield { kind: "items", list, items: all.slice(at, at + PIECE_ITEMS) };
  }
  const cluster = { ...reading.cluster, pods: [], services: [], endpointSlices: [] };
  yield { kind: "rest", rest: { ...reading, cluster } };
}

/** Puts a reading together again, piece by piece. */
export class ReadingAssembly {
  readonly #lists: Readonly<Record<ListName, unknown[]>> = {
    pods: [],
    services: [],
    endpointSlices: [],
  };

  /** The reading with its last piece; undefined before that. */
  add(piece: ReadingPiece): ManifestReading | undefined {
    if (piece.kind === "rest") {
      const { rest } = piece;
      return {
        ...rest,
        cluster: { ...rest.cluster, ...this.#lists } as ManifestReading["cluster"],
      };
    }
    for (const item of piece.items) this.#lists[piece.list].push(item);
    return undefined;
  }
}
