/**
 * What real kube-proxy wrote, in nine versions, against what our generator writes, judged by the goldens' own
 * compare.py; and every golden save text read and printed back.
 *
 *     node conformance/goldens.mjs [--verbose] [FOLDER…]     of all golden sets, or of those that begin so (v1.18)
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

/** The folders of a set that hold rules of the iptables mode. */
const MODES = ["iptables", "iptables-nfacct"];
const FORMS = [
  { as: "save", file: "expected.iptables-save", options: [] },
  { as: "restore", file: "expected.iptables-restore", options: ["--restore"] },
];

/** Runs a script once for each line of arguments, as if it were started each time, and prints its exit code and words. */
const COMPARE_MANY = `
import contextlib, io, json, runpy, sys
for line in sys.stdin:
    sys.argv = json.loads(line)
    said, status = io.StringIO(), 0
    try:
        with contextlib.redirect_stdout(said):
            runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        status = end.code or 0
    except Exception as problem:
        status = repr(problem)
        said.write(status)
    print(json.dumps({"status": status, "said": said.getvalue()}))
`;

const goldens = sharedFolder("goldens");
if (goldens === undefined) notRun("there is no folder ../shared/goldens beside the clone");

const isVerbose = process.argv.includes("--verbose");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const scratch = mkdtempSync(join(tmpdir(), "chainwalk-goldens-"));
const totals = { passed: 0, failed: 0 };
for (const set of goldenSets()) compareSet(set);
printedBack();
rmSync(scratch, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function goldenSets() {
  const versions = readdirSync(goldens).filter((name) => /^v\d/.test(name));
  return versions
    .filter((version) => wanted.length === 0 || wanted.some((start) => version.startsWith(start)))
    .flatMap((version) => MODES.map((mode) => ({ version, folder: join(goldens, version, mode) })))
    .filter(({ folder }) => existsSync(folder));
}

function compareSet({ version, folder }) {
  const comparisons = readdirSync(folder).flatMap((name) =>
    FORMS.filter(({ file }) => existsSync(join(folder, name, file))).map((form) => ({
      ...form,
      name,
      expected: join(folder, name, form.file),
      out: join(scratch, `${version}.${name}.${form.as}`),
    })),
  );
  generate(version, folder, comparisons);
  for (const { as } of FORMS) {
    const chosen = comparisons.filter((comparison) => comparison.as === as);
    const said = judge(chosen);
    const same = chosen.filter((comparison, index) =>
      report(`${version} ${comparison.name} ${as}`, said[index].isSame, said[index].why),
    ).length;
    if (chosen.length > 0) console.log(`${version} ${as}: ${same} of ${chosen.length} same`);
  }
}

function generate(version, folder, comparisons) {
  const jobs = comparisons.map(({ name, as, out }) => ({
    cluster: join(goldens, "cases", name, "cluster.yaml"),
    config: join(folder, name, "meta.json"),
    kubeProxy: /^v\d+\.\d+(\.\d+)?/.exec(version)[0],
    mode: "iptables",
    as,
    out,
  }));
  const list = join(scratch, "jobs.jsonl");
  writeFileSync(list, jobs.map((job) => JSON.stringify(job)).join("\n"));
  const done = chainwalk(["rules", "--list", list]);
  if (done.status !== 0) console.log(String(done.stderr).trim());
}

/** Asks compare.py of each pair of files, in one start of Python. */
function judge(comparisons) {
  const asked = comparisons.map(({ options, expected, out }) =>
    JSON.stringify([join(goldens, "compare.py"), ...options, expected, out]),
  );
  const done = spawnSync("python3", ["-c", COMPARE_MANY], { input: asked.join("\n") });
  const answers = String(done.stdout).split("\n");
  return comparisons.map(({ out }, index) => {
    if (!existsSync(out)) return { isSame: false, why: "nothing was generated" };
    if (!answers[index])
      return { isSame: false, why: `not compared: ${String(done.stderr).trim()}` };
    const { status, said } = JSON.parse(answers[index]);
    return { isSame: status === 0, why: said.trim() };
  });
}

/** `read --print` of a save text that iptables-save printed is the same bytes. */
function printedBack() {
  const files = readdirSync(goldens, { recursive: true })
    .filter((file) => file.endsWith("expected.iptables-save"))
    .filter((file) => wanted.length === 0 || wanted.some((start) => file.startsWith(start)));
  const areAllSame = isPrintedBack(files);
  let same = 0;
  for (const file of files) {
    const isSame = areAllSame || isPrintedBack([file]);
    if (report(`printed back: ${file}`, isSame, "differs")) same += 1;
  }
  console.log(`printed back: ${same} of ${files.length} same`);
}

/** One start of the command for many files: it prints them one after the other. */
function isPrintedBack(files) {
  const paths = files.map((file) => join(goldens, file));
  const printed = chainwalk(["read", "--print", ...paths]).stdout;
  return printed.equals(Buffer.concat(paths.map((path) => readFileSync(path))));
}

function chainwalk(args) {
  return spawnSync(process.execPath, [join(ROOT, "scripts", "chainwalk.mjs"), ...args], {
    maxBuffer: 1 << 28,
  });
}

function report(title, isSame, why) {
  totals[isSame ? "passed" : "failed"] += 1;
  if (isVerbose || !isSame)
    console.log(`${isSame ? "same" : "DIFFERS"}: ${title}${isSame ? "" : `: ${why}`}`);
  return isSame;
}
