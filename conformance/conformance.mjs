/**
 * The engine against the Linux kernel, hop for hop: all cases and fresh random rulesets where the kernel can be asked,
 * else the kept answers to the cases. See README.md.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { engineSources } from "../scripts/engineSources.mjs";
import { ROOT, setUp } from "../scripts/setUp.mjs";
import { keepDifference } from "./keepDifference.mjs";
import { findRecorder } from "./liveRecorder.mjs";
import { askAboutRules } from "./normalisedRules.mjs";

const FOLDER = join(ROOT, "conformance");
const RECORDED = join(FOLDER, "recorded");
const FIGURES = join(ROOT, "src", "conformance", "figures.json");
/** Of a run that differs in many places the first are enough to find out why. */
const MOST_KEPT = 3;

const options = readOptions();
setUp();
const { compareWithKernel, keptCase } = await importBundled({
  entry: "conformance/judge.ts",
  folders: ["conformance", "src/conformance", "src/engine", "src/intake"],
});
const isLiveDemanded =
  options.live ||
  options.record ||
  options["write-figures"] ||
  process.env.CHAINWALK_CONFORMANCE === "live";
const recorder = findRecorder({ mayUseSudo: isLiveDemanded });
const totals = {
  packets: 0,
  hops: 0,
  refused: 0,
  differences: 0,
  passed: 0,
  failed: 0,
  kept: 0,
  families: new Set(["ipv4"]),
};

if (recorder.why === undefined) await compareLive();
else if (isLiveDemanded) fail(`The kernel cannot be asked here: ${recorder.why}.`);
else compareKept();

console.log(
  `${totals.packets} packets, ${totals.hops} hops, ${totals.refused} refused rulesets, ${totals.differences} differences`,
);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.packets > 0 ? 0 : 1;

async function compareLive() {
  const { kernel, iptables } = recorder.versions;
  const seeds = { first: options.seed, last: options.seed + options.seeds - 1 };
  const { rulesets, packets } = options;
  console.log(`live: Linux ${kernel}, iptables ${iptables} (legacy)`);
  const random =
    options.seeds === 0
      ? "no random rulesets"
      : `seeds ${seeds.first} to ${seeds.last}, ${rulesets} rulesets × ${packets} packets each`;
  console.log(`all cases, and ${random}`);
  const files = caseFiles();
  for (const file of files) await compareFile(file);
  const cases = totals.passed + totals.failed;
  await compareRules();
  for (let seed = seeds.first; seed <= seeds.last; seed++) await compareSeed(seed);
  if (options["write-figures"]) writeFigures({ seeds, cases, rulesets: rulesets * options.seeds });
}

async function compareFile(file) {
  const name = basename(file).replace(/\.jsonl?$/, ".jsonl");
  const known = options.record ? recordedIn(name) : [];
  const kept = [];
  for await (const result of recorder.lines(["record", file])) {
    await judge(result);
    const fresh = keptCase(result, recorder.versions);
    kept.push(known.find((answer) => isAbout(answer, fresh)) ?? fresh);
  }
  if (!options.record) return;
  mkdirSync(RECORDED, { recursive: true });
  writeFileSync(join(RECORDED, name), kept.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
}

/** An answer to the same case by the same versions stays: asked again, only chance would decide otherwise. */
function isAbout(answer, fresh) {
  const asked = ({ recorded, case: written }) => JSON.stringify([recorded, written]);
  return asked(answer) === asked(fresh);
}

async function compareSeed(seed) {
  const before = { ...totals };
  const { rulesets, packets } = options;
  const counts = ["--rulesets", String(rulesets), "--packets", String(packets)];
  for await (const result of recorder.lines(["fuzz", "--seed", String(seed), ...counts]))
    await judge(result);
  const since = (of) => totals[of] - before[of];
  console.log(
    `seed ${seed}: ${since("packets")} packets, ${since("hops")} hops, ${since("differences")} differences`,
  );
}

/** What the tools make of single rules; that the engine makes the same of them is a unit test. */
async function compareRules() {
  const { asked, different, otherVersion } = await askAboutRules(recorder, {
    fill: options.record,
  });
  for (const { rule, kept, now } of different)
    console.log(`DIFFERS: ${rule}\n  kept ${kept}\n  now  ${now}`);
  totals.failed += different.length;
  totals.passed += asked - different.length;
  const others =
    otherVersion === 0 ? "" : `; ${otherVersion} not compared, kept of another version`;
  console.log(
    `${asked} rules as iptables prints or refuses them, ${different.length} differ${others}`,
  );
}

function compareKept() {
  console.log(`against the kept answers, not live: ${recorder.why}`);
  const results = readdirSync(RECORDED).flatMap(recordedIn);
  const { kernel, iptables } = results[0].recorded;
  console.log(`recorded on Linux ${kernel}, iptables ${iptables} (legacy); no random rulesets`);
  for (const result of results) judgeKept(result);
}

async function judge(result) {
  const { differences } = judgeKept(result);
  if (differences.length === 0 || totals.kept >= MOST_KEPT) return;
  totals.kept += 1;
  await keepDifference(recorder, compareWithKernel, result);
}

function judgeKept(result) {
  const comparison = compareWithKernel(result);
  const { packets, hops, isRefused, differences } = comparison;
  totals.packets += packets;
  if (result.case.family === "IPv6") totals.families.add("ipv6");
  totals.hops += hops;
  totals.refused += isRefused ? 1 : 0;
  totals.differences += differences.length;
  totals[differences.length === 0 ? "passed" : "failed"] += 1;
  if (differences.length > 0) console.log(inWords(comparison));
  return comparison;
}

function inWords({ name, differences: [first, ...others] }) {
  const where =
    first.packet === undefined ? "" : `, packet ${first.packet + 1} turn ${first.turn + 1}`;
  const more = others.length === 0 ? "" : `\n  and ${others.length} more`;
  return `DIFFERS: ${name}${where}\n  ${first.sentence}${more}`;
}

function caseFiles() {
  return ["cases", "refused"].flatMap((folder) =>
    readdirSync(join(FOLDER, folder))
      .sort()
      .map((name) => join(FOLDER, folder, name)),
  );
}

function recordedIn(name) {
  const file = join(RECORDED, name);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}

function writeFigures({ seeds, cases, rulesets }) {
  const { packets, hops, differences } = totals;
  const date = new Date().toISOString().slice(0, "2025-12-31".length);
  const asked = { ...recorder.versions, date, seeds, rulesets, cases };
  const found = {
    packets,
    hops,
    differences,
    families: [...totals.families].sort(),
    engineSources: engineSources(),
  };
  writeFileSync(FIGURES, JSON.stringify({ ...asked, ...found }));
  spawnSync("npx", ["--no-install", "biome", "format", "--write", FIGURES], { cwd: ROOT });
  console.log("written: src/conformance/figures.json");
}

function fail(why) {
  console.error(why);
  process.exit(1);
}

function readOptions() {
  const number = { type: "string" };
  const flag = { type: "boolean", default: false };
  const { values } = parseArgs({
    options: {
      ...{ seed: number, seeds: number, rulesets: number, packets: number },
      ...{ live: flag, record: flag, "write-figures": flag },
    },
  });
  const counts = { seed: freshSeed, seeds: () => 1, rulesets: () => 100, packets: () => 50 };
  for (const [name, orElse] of Object.entries(counts)) {
    const value = values[name] === undefined ? orElse() : Number(values[name]);
    if (!Number.isInteger(value) || value < 0) fail(`--${name} has to be a whole number from 0.`);
    values[name] = value;
  }
  return values;
}

/** Another one at every commit, and the same one whenever that commit is tested again. */
function freshSeed() {
  const head = spawnSync("git", ["rev-parse", "HEAD"], { cwd: ROOT, encoding: "utf8" });
  const digits = /^[0-9a-f]{7}/.exec(head.stdout ?? "")?.[0];
  return digits === undefined ? Math.floor(Date.now() / 1000) : Number.parseInt(digits, 16);
}
