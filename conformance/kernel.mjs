/**
 * The engine against the live kernel: the recorder plays its cases through real network namespaces, the engine walks
 * the same cases knowing only what chance decided, and the recorder's own compare.py judges.
 *
 *     node conformance/kernel.mjs [--all]          (Linux, root; iptables, nftables, ipset, conntrack, python3)
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

const TOOLS = ["python3", "ip", "nft", "ipset", "conntrack", "iptables-legacy-restore"];
/** Cases in which only what the engine claims to know so far occurs. */
const CLAIMED = /^(a|b2|c|e).*\.json$/;

const oracle = sharedFolder("oracle");
if (oracle === undefined) notRun("there is no folder ../shared/oracle beside the clone");
if (process.platform !== "linux") notRun("this is not Linux");
if (process.getuid?.() !== 0) notRun("it takes root rights to make network namespaces");
const missing = TOOLS.filter((tool) => spawnSync("which", [tool]).status !== 0);
if (missing.length > 0) notRun(`not installed: ${missing.join(", ")}`);

const isAll = process.argv.includes("--all");
const scratch = mkdtempSync(join(tmpdir(), "chainwalk-kernel-"));
const ours = join(ROOT, "conformance", "cases");
const cases = [
  ...readdirSync(join(oracle, "cases"))
    .filter((name) => isAll || CLAIMED.test(name))
    .map((name) => join(oracle, "cases", name)),
  ...readdirSync(ours).map((name) => join(ours, name)),
];
const totals = { passed: 0, failed: 0 };
for (const file of cases) judge(file);
rmSync(scratch, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function judge(file) {
  const kernel = join(scratch, "kernel.jsonl");
  const given = join(scratch, "given.jsonl");
  const engine = join(scratch, "engine.jsonl");
  const recorded = save(kernel, python("oracle.py", file));
  const drawn = recorded && save(given, python("draws.py", kernel));
  const walked =
    drawn &&
    save(
      engine,
      spawnSync(process.execPath, [join(ROOT, "scripts/chainwalk.mjs"), "walk", given], {
        maxBuffer: 1 << 28,
      }),
    );
  const verdict = walked ? python("compare.py", kernel, engine) : undefined;
  const isSame = verdict?.status === 0;
  totals[isSame ? "passed" : "failed"] += 1;
  const name = file.slice(file.lastIndexOf("/") + 1);
  console.log(
    `${isSame ? "same" : "DIFFERS"}: ${name}: ${String(verdict?.stdout ?? "nothing to compare").trim()}`,
  );
}

function python(script, ...args) {
  return spawnSync("python3", [join(oracle, script), ...args], { maxBuffer: 1 << 28 });
}

function save(file, done) {
  if (done.status !== 0) console.log(String(done.stderr).trim());
  writeFileSync(file, done.stdout);
  return done.status === 0;
}
