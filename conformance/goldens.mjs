/**
 * What real kube-proxy wrote against what our generator writes, judged by the goldens' own compare.py; and every
 * golden save text read and printed back.
 *
 *     node conformance/goldens.mjs [--verbose]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

/** The kinds of Service that the generator builds so far; the rest says that it is not built yet. */
const BUILT = [
  /^clusterip-/,
  /^nodeport$/,
  /^nodeport-udp$/,
  /^multi-port/,
  /^udp$/,
  /^known-names$/,
  /^cluster-/,
  /^no-services$/,
  /^headless$/,
  /^externalname$/,
];

const goldens = sharedFolder("goldens");
if (goldens === undefined) notRun("there is no folder ../shared/goldens beside the clone");

const isVerbose = process.argv.includes("--verbose");
const scratch = mkdtempSync(join(tmpdir(), "chainwalk-goldens-"));
const totals = { passed: 0, failed: 0 };
generated(join(goldens, "v1.30.3", "iptables"));
printedBack();
rmSync(scratch, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function generated(folder) {
  const cases = readdirSync(folder).filter((name) => BUILT.some((kind) => kind.test(name)));
  const jobs = cases.flatMap((name) =>
    ["save", "restore"].map((as) => ({
      cluster: join(goldens, "cases", name, "cluster.yaml"),
      config: join(folder, name, "meta.json"),
      kubeProxy: "1.30.3",
      mode: "iptables",
      as,
      out: join(scratch, `${name}.${as}`),
    })),
  );
  const list = join(scratch, "jobs.jsonl");
  writeFileSync(list, jobs.map((job) => JSON.stringify(job)).join("\n"));
  const done = chainwalk(["rules", "--list", list]);
  if (done.status !== 0) console.log(String(done.stderr).trim());
  for (const name of cases) {
    judge(name, "save", [join(folder, name, "expected.iptables-save")]);
    judge(name, "restore", ["--restore", join(folder, name, "expected.iptables-restore")]);
  }
}

function judge(name, as, expected) {
  const out = join(scratch, `${name}.${as}`);
  if (!existsSync(out)) return report(`v1.30.3 ${name} ${as}`, false, "nothing was generated");
  const done = spawnSync("python3", [join(goldens, "compare.py"), ...expected, out]);
  report(`v1.30.3 ${name} ${as}`, done.status === 0, String(done.stdout).trim());
}

/** `read --print` of a save text that iptables-save printed is the same bytes. */
function printedBack() {
  const files = readdirSync(goldens, { recursive: true })
    .filter((file) => file.endsWith("expected.iptables-save"))
    .filter((file) => !readFileSync(join(goldens, file), "utf8").includes("::"));
  for (const file of files) {
    const path = join(goldens, file);
    const printed = chainwalk(["read", "--print", path]).stdout;
    report(`printed back: ${file}`, printed.equals(readFileSync(path)), "differs");
  }
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
}
