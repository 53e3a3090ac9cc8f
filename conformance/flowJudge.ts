/** What the script of the recorded flows needs of the project's own code, bundled for Node. */
export { judgeFlows } from "../src/kubernetes/testing/judgeFlows";
