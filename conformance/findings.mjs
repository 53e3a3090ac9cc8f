/**
 * What is found odd about rules that real kube-proxies wrote: nothing of level warning; and every oddity that is planted
 * into them is found.
 *
 *     node conformance/findings.mjs [--verbose] [FOLDER…]     of all golden sets, or of those that begin so (v1.18)
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";
import { ODDITIES } from "./oddities.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

/** So many files in one command line. */
const AT_ONCE = 500;

const goldens = sharedFolder("goldens");
if (goldens === undefined) notRun("there is no folder ../shared/goldens beside the clone");

const isVerbose = process.argv.includes("--verbose");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const scratch = mkdtempSync(join(tmpdir(), "chainwalk-findings-"));
const totals = { passed: 0, failed: 0 };
const files = readdirSync(goldens, { recursive: true })
  .filter((file) => file.endsWith("expected.iptables-save"))
  .filter((file) => wanted.length === 0 || wanted.some((start) => file.startsWith(start)))
  .sort();
const clean = examineGoldens();
for (const oddity of ODDITIES) plant(oddity);
rmSync(scratch, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function examineGoldens() {
  const found = examine(files.map((file) => join(goldens, file)));
  const counts = { warning: 0, note: 0, known: 0 };
  found.forEach(({ findings }, at) => {
    for (const { level } of findings) counts[level] += 1;
    const warnings = findings.filter(({ level }) => level === "warning");
    report(warnings.length === 0, `${files[at]}: ${warnings.map(({ title }) => title).join("; ")}`);
  });
  const each = Object.entries(counts).map(([level, count]) => `${count} ${level}`);
  console.log(`${files.length} goldens as they are: ${each.join(", ")}`);
  return new Map(files.map((file, at) => [file, found[at]]));
}

/** Plants an oddity into every golden of the iptables mode that has room for it. */
function plant({ name, check, plant }) {
  const planted = files
    .filter((file) => /[/\\]iptables(?:-nfacct)?[/\\]/.test(file))
    .flatMap((file) => {
      const lines = readFileSync(join(goldens, file), "utf8").split("\n");
      const changed = plant(lines);
      return changed === undefined || changed === "" ? [] : [{ file, text: changed.join("\n") }];
    });
  const paths = planted.map(({ text }, at) => {
    const path = join(scratch, String(at));
    writeFileSync(path, text);
    return path;
  });
  let found = 0;
  examine(paths).forEach(({ findings }, at) => {
    const { file } = planted[at];
    const before = new Set(clean.get(file).findings.map(identity));
    const isNew = (finding) => finding.check === check && !before.has(identity(finding));
    const isFound = findings.some((finding) => isNew(finding) && finding.level !== "known");
    if (isFound) found += 1;
    report(isFound, `${file}: ${name} was not found`);
  });
  report(planted.length > 0, `${name}: no golden has room for it`);
  console.log(`${name}: found in ${found} of ${planted.length}`);
}

function identity({ id, title }) {
  return `${id} ${title}`;
}

/** One start of the command for as many files as a command line takes. */
function examine(paths) {
  const found = [];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const args = ["findings", "--json", ...paths.slice(at, at + AT_ONCE)];
    const done = spawnSync(process.execPath, [join(ROOT, "scripts", "chainwalk.mjs"), ...args], {
      maxBuffer: 1 << 29,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = String(done.stdout).split("\n").filter(Boolean);
    found.push(...lines.map((line) => JSON.parse(line)));
  }
  return found;
}

function report(isRight, why) {
  totals[isRight ? "passed" : "failed"] += 1;
  if (!isRight || isVerbose) console.log(`${isRight ? "right" : "WRONG"}: ${why}`);
}
