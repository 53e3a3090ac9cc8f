/** `npm run -s chainwalk -- …`: sets up, bundles the command line when its sources changed, and runs it. */
import { importBundled } from "./bundleForNode.mjs";
import { ROOT, setUp } from "./setUp.mjs";

setUp();
const here = process.cwd();
process.chdir(ROOT);
const { main } = await importBundled({
  entry: "src/cli/main.ts",
  folders: [
    ...["cli", "comparison", "conformance", "engine", "findings", "intake", "kubernetes", "scene"],
    "workers",
  ].map((layer) => `src/${layer}`),
});
process.chdir(process.env.INIT_CWD ?? here);
process.exitCode = await main(process.argv.slice(2));
