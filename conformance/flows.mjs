/**
 * What real packets did on a real kernel with the rules of kube-proxy 1.30, against what our engine lets them do with
 * the rules that our generator writes for the same cluster: every flow, over all draws of chance.
 *
 *     node conformance/flows.mjs [--verbose] [CASE…]
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

const VERSION = "v1.30.3";
const goldens = sharedFolder("goldens");
if (goldens === undefined) notRun("there is no folder ../shared/goldens beside the clone");

const { judgeFlows } = await importBundled({
  entry: "conformance/flowJudge.ts",
  folders: ["conformance", "src/engine", "src/kubernetes"],
});

const isVerbose = process.argv.includes("--verbose");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const folder = join(goldens, VERSION, "iptables");
const totals = { passed: 0, failed: 0 };
const cases = readdirSync(folder)
  .filter((name) => existsSync(join(folder, name, "expected.flows.json")))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
for (const name of cases) await judgeCase(name);
console.log(
  `${VERSION}: ${totals.passed} of ${totals.passed + totals.failed} flows as recorded, in ${cases.length} cases`,
);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function judgeCase(name) {
  const judged = await judgeFlows({
    clusterText: readFileSync(join(goldens, "cases", name, "cluster.yaml"), "utf8"),
    meta: readJson(join(folder, name, "meta.json")),
    kubeProxy: VERSION,
    flows: readJson(join(folder, name, "expected.flows.json")).flows,
  });
  for (const { title, differences } of judged) {
    const isSame = differences.length === 0;
    totals[isSame ? "passed" : "failed"] += 1;
    if (isVerbose || !isSame) {
      console.log(`${isSame ? "as recorded" : "DIFFERS"}: ${name}: ${title}`);
      for (const difference of differences) console.log(`    ${difference}`);
    }
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
