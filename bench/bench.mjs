/**
 * `npm run bench`: what is measured, side by side in one run and printed as ratios. Not a test: two noisy cores are
 * enough to read a ratio and never enough to trust a second.
 *
 *     npm run bench                 everything
 *     npm run bench -- read walk    some of: read walk count generate cluster size page dump
 */
import { measureCluster } from "./cluster.mjs";
import { measureCount } from "./count.mjs";
import { measureDump } from "./dump.mjs";
import { measureGenerate } from "./generate.mjs";
import { measurePage } from "./page.mjs";
import { measureRead } from "./read.mjs";
import { measureSize } from "./size.mjs";
import { measureWalk } from "./walk.mjs";

const MEASURES = {
  read: measureRead,
  walk: measureWalk,
  count: measureCount,
  generate: measureGenerate,
  cluster: measureCluster,
  size: measureSize,
  page: measurePage,
  dump: measureDump,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(MEASURES, name));
if (unknown.length > 0) {
  console.error(`bench: no measure "${unknown[0]}"; there are: ${Object.keys(MEASURES).join(" ")}`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(MEASURES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  for (const row of await measure()) print(row);
}

/** A row: what, our figure, what it stands beside, the ratio and the goal, each as text where there is one. */
function print({ what, ours, beside = "", ratio, goal = "" }) {
  const ratioText = ratio === undefined ? "" : `${ratio.toFixed(2)} ×`;
  console.log(
    `  ${what.padEnd(58)} ${ours.padStart(14)}  ${beside.padEnd(44)} ${ratioText.padStart(9)}  ${goal}`.trimEnd(),
  );
}
