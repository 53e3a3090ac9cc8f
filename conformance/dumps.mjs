/**
 * Dumps that other people's machines printed, and the same random rules as iptables prints them in every way: whether
 * each line finds its place, and whether the rules read are those that iptables-save shows.
 *
 *     node conformance/dumps.mjs [--verbose] [--seed 1] [--rulesets 100]
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

const { values: options } = parseArgs({
  options: {
    verbose: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    rulesets: { type: "string", default: "100" },
  },
});
const folders = ["dumps", "seeds"].map(sharedFolder).filter((folder) => folder !== undefined);
if (folders.length === 0) notRun("there is no folder ../shared/dumps beside the clone");

const { judgeDump, judgeListings } = await importBundled({
  entry: "conformance/dumpJudge.ts",
  folders: ["conformance", "src/engine", "src/intake"],
});

/** Not a dump, but what says which there are. */
const ABOUT = ["README.md", "INDEX.tsv"];
const NORMALISED = ".normalised";
const MOST_PROBLEMS = 5;

const totals = { passed: 0, failed: 0 };
row(["file", "kinds", "rules", "unknown", "passed over", "as saved"]);
for (const folder of folders) for (const file of dumpsIn(folder)) judgeFile(file);
judgeAllListings();
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function dumpsIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(NORMALISED))
    .filter(({ name }) => !ABOUT.includes(name))
    .map(({ parentPath, path, name }) => join(parentPath ?? path, name))
    .sort();
}

function judgeFile(file) {
  const saved = `${file}${NORMALISED}`;
  const hasSaved = existsSync(saved);
  const text = readFileSync(file, "utf8");
  const judged = judgeDump(text, hasSaved ? readFileSync(saved, "utf8") : undefined);
  const name = `${basename(dirname(file))}/${basename(file)}`;
  const kinds = judged.kinds.join(" ");
  const asSaved = hasSaved ? "yes" : "";
  row([name, kinds, judged.rules, judged.unknown, judged.passedOver, asSaved]);
  report(name, judged.problems);
}

function judgeAllListings() {
  const script = join(sharedFolder("oracle") ?? "", "listings.py");
  if (!existsSync(script)) return console.log("not run: there is no ../shared/oracle/listings.py");
  const asked = ["-B", script, "--seed", options.seed, "--rulesets", options.rulesets];
  const done = spawnSync("python3", asked, { cwd: dirname(script), maxBuffer: 1 << 28 });
  if (done.status !== 0)
    return console.log("not run: listings.py asks the kernel, as root and on Linux");
  const forms = new Map();
  const rulesets = String(done.stdout)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const ruleset of rulesets.filter(({ error }) => error === undefined))
    for (const judged of judgeListings(ruleset)) countForm(forms, judged);
  row(["form", "rulesets", "rules", "differing"]);
  for (const [form, { rules, rulesetCount, differing, lost }] of forms) {
    row([form, rulesetCount, rules, differing]);
    for (const what of lost) console.log(`    lost: ${what}`);
  }
}

function countForm(forms, { form, rules, lost, problems }) {
  const counted = forms.get(form) ?? { rules: 0, rulesetCount: 0, differing: 0, lost: new Set() };
  counted.rules += rules;
  counted.rulesetCount += 1;
  counted.differing += problems.length;
  for (const what of lost) counted.lost.add(what.replace(/\d+/g, "N"));
  forms.set(form, counted);
  report(form, problems);
}

function report(title, problems) {
  totals[problems.length === 0 ? "passed" : "failed"] += 1;
  if (problems.length === 0) return;
  const shown = options.verbose ? problems : problems.slice(0, MOST_PROBLEMS);
  console.log(`DIFFERS: ${title}: ${problems.length} problems`);
  for (const problem of shown) console.log(`    ${problem}`);
}

function row(cells) {
  const [first, ...others] = cells.map(String);
  console.log(
    [first.padEnd(72).slice(-72), ...others.map((cell) => cell.padEnd(12))].join("  ").trimEnd(),
  );
}
