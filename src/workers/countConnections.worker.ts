import { countEndpoints, type EndpointCounts } from "@/engine";
import { type PlainSending, worldOfPlain } from "./plainWorld";
import { receiveRequest } from "./receiveRequest";

/** What the worker is sent: how many new connections to begin, and with which seed. */
export interface CountRequest extends PlainSending {
  readonly connections: number;
  readonly seed: number;
}

/** What it says: now and then how many are done, and in the end where they arrived. */
export type CountMessage =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "done"; readonly counts: EndpointCounts; readonly tookMs: number };

receiveRequest<CountRequest>(({ world: plain, request, connections, seed }) => {
  const say = (message: CountMessage) => self.postMessage(message);
  const world = worldOfPlain(plain);
  const startedMs = performance.now();
  const counts = countEndpoints(world, request, {
    connections,
    seed,
    onProgress: (done) => say({ kind: "progress", done }),
  });
  say({ kind: "done", counts, tookMs: performance.now() - startedMs });
});
