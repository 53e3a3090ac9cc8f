import { type ManifestReading, readManifests } from "@/kubernetes";

/** What the worker says: now and then which share of the text is read, and in the end what it found. */
export type ManifestsMessage =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "done"; readonly reading: ManifestReading };

/** What it is sent: the text as the bytes of UTF-8, handed over and not copied. */
export type ManifestsRequest = ArrayBuffer;

/** Saying it for every object would take longer than reading. */
const SAY_AFTER_MS = 100;

self.addEventListener("message", async (event: MessageEvent<ManifestsRequest>) => {
  const say = (message: ManifestsMessage) => self.postMessage(message);
  let said = 0;
  const text = new TextDecoder().decode(event.data);
  const reading = await readManifests(text, (share) => {
    const now = performance.now();
    if (now - said < SAY_AFTER_MS) return;
    said = now;
    say({ kind: "progress", share });
  });
  say({ kind: "done", reading });
});
