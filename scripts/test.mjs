/** `npm test`: sets up, runs every gate and test, and ends with one line, `N passed, N failed`. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ROOT, setUp } from "./setUp.mjs";

const scratch = mkdtempSync(join(tmpdir(), "chainwalk-test-"));
const totals = { passed: 0, failed: 0 };
const notRun = [];

setUp();
gate("format and lint", ["biome", "check", "."]);
gate("types", ["tsc", "--noEmit"]);
gate("types of the engine, without the DOM", ["tsc", "-p", "src/engine", "--noEmit"]);
layers();
gate("dead code", ["knip"]);
script("the layers as README.md draws them", ["scripts/drawLayers.mjs", "--check"]);
unit();
if (gate("build", ["vite", "build", "--logLevel", "warn"])) endToEnd();
outsideInput("goldens of kube-proxy", "conformance/goldens.mjs");
outsideInput("recorded flows of kube-proxy's rules", "conformance/flows.mjs");
outsideInput("dumps of other people's machines", "conformance/dumps.mjs");
outsideInput("any text at all", "conformance/fuzz.mjs", ["--seed", "1"]);
outsideInput("findings in kube-proxy's rules, and planted oddities", "conformance/findings.mjs");
outsideInput("the engine against the kernel", "conformance/conformance.mjs");

rmSync(scratch, { recursive: true, force: true });
for (const line of notRun) console.log(`not run: ${line}`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** One command that either passes or fails. */
function gate(title, command) {
  heading(title);
  const isGreen = npx(command).status === 0;
  count(title, isGreen ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  return isGreen;
}

function script(title, args) {
  heading(title);
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  count(title, done.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

/** dependency-cruiser says "no violations" when it could read no file at all; that is a failure here. */
function layers() {
  heading("layers");
  const done = npx(["depcruise", "src"], { stdio: ["ignore", "pipe", "inherit"] });
  const text = String(done.stdout);
  console.log(text.trim());
  const modules = Number(/\((\d+) modules/.exec(text)?.[1] ?? 0);
  const isGreen = done.status === 0 && modules > 0;
  count("layers", isGreen ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

function unit() {
  heading("unit and property tests");
  const report = join(scratch, "unit.json");
  const done = npx([
    "vitest",
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const found = readReport(report);
  count("unit and property tests", {
    passed: found?.numPassedTests ?? 0,
    failed: (found?.numFailedTests ?? 0) + (done.status !== 0 && !found?.numFailedTests ? 1 : 0),
  });
}

function endToEnd() {
  heading("end-to-end tests");
  const browser = findBrowser();
  if (browser === undefined) {
    console.error(
      "No browser for the end-to-end tests: no Chrome or Chromium is installed, Playwright's download failed, " +
        "and Debian's package could not be installed (that takes root and apt-get). Install Chromium, or name one in CHAINWALK_BROWSER.",
    );
    return count("end-to-end tests", { passed: 0, failed: 1 });
  }
  console.log(`browser: ${browser || "Playwright's own"}`);
  const report = join(scratch, "e2e.json");
  const env = { ...process.env, CHAINWALK_E2E_JSON: report, CHAINWALK_BROWSER_PATH: browser };
  const done = npx(["playwright", "test"], { env });
  const found = readReport(report);
  const { expected = 0, flaky = 0, unexpected = 0 } = found?.stats ?? {};
  for (const title of secondTries(found?.suites)) console.log(`passed at the second try: ${title}`);
  count("end-to-end tests", {
    passed: expected + flaky,
    failed: unexpected + (done.status !== 0 && unexpected === 0 ? 1 : 0),
  });
}

function secondTries(suites = []) {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...secondTries(inner),
  ]);
}

/**
 * A script that needs what is not part of the project (recorded goldens, root rights). Exit code 3 means that its
 * input is not there; its last line then says what is missing, else it says `N passed, N failed`.
 */
function outsideInput(title, script, options = []) {
  heading(title);
  const done = spawnSync(process.execPath, [join(ROOT, script), ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  const lines = String(done.stdout).trim().split("\n");
  const last = lines.at(-1) ?? "";
  console.log(lines.join("\n"));
  if (done.status === 3) return notRun.push(`${title}: ${last}`);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  if (passed === undefined) return count(title, { passed: 0, failed: 1 });
  count(title, { passed: Number(passed), failed: Number(failed) });
}

function npx(command, options = {}) {
  return spawnSync("npx", ["--no-install", ...command], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
    ...options,
  });
}

function heading(title) {
  console.log(`\n— ${title}`);
}

function count(title, { passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
  console.log(`${failed === 0 ? "ok" : "FAILED"}: ${title} (${passed} passed, ${failed} failed)`);
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
