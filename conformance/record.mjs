/**
 * Asks the real kernel about our own cases and keeps its answers, so that `npm test` compares with it on any machine.
 *
 *     sudo node conformance/record.mjs       (Linux, root; the recorder beside the clone, see kernel.mjs)
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";
import { notRun, sharedFolder } from "./shared.mjs";

const HOP_FIELDS = [
  ...["node", "hook", "table", "chain", "rulenum", "kind", "verdict", "mark", "in", "out"],
  ...["src", "dst", "proto", "sport", "dport", "ttl", "tos"],
];

const oracle = sharedFolder("oracle");
if (oracle === undefined) notRun("there is no folder ../shared/oracle beside the clone");
if (process.getuid?.() !== 0) notRun("it takes root rights to make network namespaces");

const folder = join(ROOT, "conformance");
const scratch = mkdtempSync(join(tmpdir(), "chainwalk-record-"));
for (const name of readdirSync(join(folder, "cases"))) {
  const result = record(join(folder, "cases", name));
  writeFileSync(join(folder, "recorded", `${name}l`), `${JSON.stringify(result)}\n`);
}
const rulesets = readFileSync(join(folder, "refused", "rulesets.jsonl"), "utf8")
  .trim()
  .split("\n");
const answers = rulesets.map((line) => {
  const file = join(scratch, "ruleset.json");
  writeFileSync(file, line);
  return JSON.stringify(record(file));
});
writeFileSync(join(folder, "recorded", "rulesets.jsonl"), `${answers.join("\n")}\n`);
rmSync(scratch, { recursive: true, force: true });

/** The recorder's result, less what nobody compares; or its refusal. */
function record(file) {
  const written = JSON.parse(readFileSync(file, "utf8"));
  const done = spawnSync("python3", [join(oracle, "oracle.py"), file], { maxBuffer: 1 << 28 });
  if (done.status !== 0) {
    const error = String(done.stderr).trim().split("\n").at(-1);
    return { name: written.name, error, case: written };
  }
  const { name, packets } = JSON.parse(String(done.stdout));
  return { name, packets: packets.map(trimPacket), case: written };
}

function trimPacket({ packet, turns }) {
  return { packet, turns: turns.map(trimTurn) };
}

function trimTurn({ hops, made_hops: madeHops, outcome, tuple, ct, made }) {
  const random = hops.filter(({ rule }) => rule?.includes("--mode random"));
  const took = random.map(({ node, table, chain, rulenum }) => [node, table, chain, rulenum]);
  const known = { outcome, tuple, ct, made, took };
  return { hops: hops.map(trimHop), made_hops: madeHops?.map(trimHop), ...known };
}

function trimHop(hop) {
  return Object.fromEntries(
    HOP_FIELDS.filter((field) => field in hop).map((field) => [field, hop[field]]),
  );
}
