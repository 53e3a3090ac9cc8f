import { type AdditionRequest, addToNode } from "./addToNode";

/** The answer is an Addition. */
self.addEventListener("message", (event: MessageEvent<AdditionRequest>) => {
  self.postMessage(addToNode(event.data));
});
