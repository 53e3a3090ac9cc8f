import { readNodes } from "./nodesReading";

/** The text. The answer is a NodesReading. */
export type NodesRequest = string;

self.addEventListener("message", (event: MessageEvent<NodesRequest>) => {
  self.postMessage(readNodes(event.data));
});
