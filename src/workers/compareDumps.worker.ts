import { compareDumps, type DumpComparison, type DumpsToCompare } from "./comparedDumps";
import { receiveRequest } from "./receiveRequest";

/** What the worker says: how far it is, and in the end what differs. */
export type CompareMessage =
  | { readonly kind: "progress"; readonly line: string }
  | { readonly kind: "done"; readonly comparison: DumpComparison; readonly tookMs: number };

receiveRequest<DumpsToCompare>((dumps) => {
  const say = (message: CompareMessage) => self.postMessage(message);
  const startedMs = performance.now();
  const comparison = compareDumps(dumps, (line) => say({ kind: "progress", line }));
  say({ kind: "done", comparison, tookMs: performance.now() - startedMs });
});
