import { readNodes } from "./nodesReading";

/** The text as the bytes of UTF-8, handed over and not copied. The answer is a NodesReading. */
export type NodesRequest = ArrayBuffer;

self.addEventListener("message", (event: MessageEvent<NodesRequest>) => {
  self.postMessage(readNodes(new TextDecoder().decode(event.data)));
});
