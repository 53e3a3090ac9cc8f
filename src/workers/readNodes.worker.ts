import { readNodes } from "./nodesReading";
import { receiveRequest } from "./receiveRequest";

/** The text. The answer is a NodesReading. */
export type NodesRequest = string;

receiveRequest<NodesRequest>((text) => self.postMessage(readNodes(text)));
