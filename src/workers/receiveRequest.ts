import { RequestAssembly, type RequestPiece } from "./requestPieces";

/** Runs in a worker: does the work for each request that the page sends with `postRequest`. */
export function receiveRequest<Request>(work: (request: Request) => void): void {
  const assembly = new RequestAssembly();
  self.addEventListener("message", ({ data }: MessageEvent<RequestPiece>) => {
    const assembled = assembly.add(data);
    if (assembled !== undefined) work(assembled.request as Request);
  });
}
