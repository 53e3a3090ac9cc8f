/**
 * `npm run mutate`: puts deliberate faults into a copy of the engine, one by one, and says which tests notice: its unit
 * tests, and the kernel's kept answers. Fails when a fault is noticed by neither.
 *
 *     npm run mutate -- [words]      only faults whose description holds the words
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FAULTS } from "./faults.mjs";
import { ROOT, setUp } from "./setUp.mjs";

/** By whom a fault may be noticed, the quicker one first. */
const JUDGES = [
  { name: "kernel case", folder: "src/conformance" },
  { name: "unit test", folder: "src/engine" },
];

/** The packages may stand there as a link, which git lists as a file. */
const NOT_COPIED = new Set(["", "node_modules"]);

setUp();
const wanted = process.argv.slice(2).join(" ");
const faults = FAULTS.filter(({ what }) => what.includes(wanted));
const copy = copyOfProject();
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

const unfit = faults.map(whyUnfit).filter((why) => why !== undefined);
if (faults.length === 0) unfit.push(`There is no fault about "${wanted}".`);
const red = unfit.length > 0 ? undefined : JUDGES.map(judge).find(({ passes }) => !passes);
if (red !== undefined) unfit.push(`Without any fault this fails already: ${red.by}`);
if (unfit.length > 0) {
  for (const why of unfit) console.error(why);
  process.exit(1);
}

const caught = faults.filter(isCaught).length;
console.log(`${faults.length} faults, ${caught} caught, ${faults.length - caught} not noticed`);
process.exitCode = caught === faults.length ? 0 : 1;

/** Whether one of the judges fails with the fault; says who, by which test. */
function isCaught({ what, file, text, fault }) {
  const path = join(copy, file);
  const whole = readFileSync(path, "utf8");
  writeFileSync(
    path,
    whole.replace(text, () => fault),
  );
  const verdicts = JUDGES.map(judge);
  writeFileSync(path, whole);
  const isNoticed = verdicts.some(({ passes }) => !passes);
  console.log(`${isNoticed ? "caught" : "NOT NOTICED"}: ${what}`);
  for (const { name, passes, by } of verdicts)
    console.log(`    ${name}: ${passes ? "notices nothing" : by}`);
  return isNoticed;
}

/** Runs a judge's tests until the first that fails. A run without any verdict is an error: the fault was no fault. */
function judge({ name, folder }) {
  const report = join(copy, "report.json");
  rmSync(report, { force: true });
  const args = ["vitest", "run", folder, "--bail=1", "--reporter=json", `--outputFile=${report}`];
  const done = spawnSync("npx", ["--no-install", ...args], {
    cwd: copy,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const tests = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")).testResults : [];
  const failed = tests
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === "failed");
  if (failed === undefined && done.status !== 0)
    throw new Error(`${name}s could not be run:\n${done.stderr.slice(-2000)}`);
  return { name, passes: failed === undefined, by: failed?.fullName };
}

/** A fault that is not in the text any more tests nothing. */
function whyUnfit({ what, file, text, fault }) {
  const times = readFileSync(join(copy, file), "utf8").split(text).length - 1;
  if (times !== 1)
    return `${what}: its text stands ${times} times in ${file}, and has to stand there once:\n    ${text}`;
  return text === fault ? `${what}: the fault changes nothing` : undefined;
}

/** The project's files as they are now, in a folder of their own, with the packages of this one. */
function copyOfProject() {
  const folder = mkdtempSync(join(tmpdir(), "chainwalk-mutate-"));
  for (const file of projectFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

function projectFiles() {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = spawnSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });
  if (listed.status !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  return listed.stdout
    .split("\0")
    .filter((file) => !NOT_COPIED.has(file) && existsSync(join(ROOT, file)));
}
