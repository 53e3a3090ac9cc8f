import { receiveRequest } from "./receiveRequest";
import { type RedactedNodes, type RedactRequest, redactNodes } from "./redactNodes";

/** What the worker says: what it is doing, and in the end what came of it. It is sent a RedactRequest. */
export type RedactMessage =
  | { readonly kind: "progress"; readonly line: string }
  | { readonly kind: "done"; readonly redacted: RedactedNodes };

receiveRequest<RedactRequest>((request) => {
  const say = (message: RedactMessage) => self.postMessage(message);
  const redacted = redactNodes(request, (line) => say({ kind: "progress", line }));
  say({ kind: "done", redacted });
});
