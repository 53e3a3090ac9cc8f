import { countEndpoints, type EndpointCounts } from "@/engine";
import { type PlainSending, worldOfPlain } from "./plainWorld";

/** What the worker is sent: how many new connections to begin, and with which seed. */
export interface CountRequest extends PlainSending {
  readonly connections: number;
  readonly seed: number;
}

/** What it says: now and then how many are done, and in the end where they arrived. */
export type CountMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "done"; readonly counts: EndpointCounts; readonly tookMs: number };

self.addEventListener("message", ({ data }: MessageEvent<CountRequest>) => {
  const say = (message: CountMessage) => self.postMessage(message);
  const world = worldOfPlain(data.world);
  const startedMs = performance.now();
  const counts = countEndpoints(world, data.request, {
    connections: data.connections,
    seed: data.seed,
    onProgress: (done) => say({ kind: "progress", done }),
  });
  say({ kind: "done", counts, tookMs: performance.now() - startedMs });
});
