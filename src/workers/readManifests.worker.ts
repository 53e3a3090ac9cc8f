import { readManifests } from "@/kubernetes";
import { type ReadingPiece, readingPieces } from "./readingPieces";
import { receiveRequest } from "./receiveRequest";

/** What the worker says: now and then which share of the text is read, and in the end, in pieces, what it found. */
export type ManifestsMessage =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "piece"; readonly piece: ReadingPiece };

/** What it is sent: the text. */
export type ManifestsRequest = string;

/** Saying it for every object would take longer than reading. */
const SAY_AFTER_MS = 100;

receiveRequest<ManifestsRequest>(async (text) => {
  const say = (message: ManifestsMessage) => self.postMessage(message);
  let said = 0;
  const reading = await readManifests(text, (share) => {
    const now = performance.now();
    if (now - said < SAY_AFTER_MS) return;
    said = now;
    say({ kind: "progress", share });
  });
  for (const piece of readingPieces(reading)) say({ kind: "piece", piece });
});
