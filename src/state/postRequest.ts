import { requestPieces } from "@/workers/requestPieces";
import { runInSlices } from "./runInSlices";

/** Sends a request to a worker that waits for it with `receiveRequest`; a long one in pieces, until `signal` says no. */
export function postRequest<Request>(worker: Worker, request: Request, signal: AbortSignal): void {
  void runInSlices(postPieces(worker, request), () => signal.aborted);
}

function* postPieces(worker: Worker, request: unknown): Generator<undefined, undefined, undefined> {
  for (const message of requestPieces(request)) {
    worker.postMessage(message);
    yield undefined;
  }
  return undefined;
}
