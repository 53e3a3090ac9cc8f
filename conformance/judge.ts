/** What the conformance scripts need of the project's own code, bundled for Node. */
export { compareWithKernel } from "../src/conformance/compareWithKernel";
export { keptCase } from "../src/conformance/keptCase";
