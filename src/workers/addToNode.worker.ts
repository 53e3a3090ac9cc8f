import { type AdditionRequest, addToNode } from "./addToNode";
import { receiveRequest } from "./receiveRequest";

/** The answer is an Addition. */
receiveRequest<AdditionRequest>((request) => {
  self.postMessage(addToNode(request));
});
