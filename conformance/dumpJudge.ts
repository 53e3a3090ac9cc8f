/** What the script of the dumps needs of the project's own code, bundled for Node. */
export { judgeDump } from "../src/intake/testing/judgeDump";
export { judgeListings } from "../src/intake/testing/judgeListings";
