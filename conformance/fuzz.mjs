/**
 * Whether any text at all can be pasted: texts that fast-check makes up, and real dumps that were cut, spliced and changed
 * here and there, are read in every way, printed, read again, and walked by a packet. The seed is the commit's where none is
 * given; `npm test` gives one, so that a change is judged by what it changed and not by its luck.
 *
 *     npm run fuzz -- [--inputs 100000] [--seed N]
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { ROOT } from "../scripts/setUp.mjs";
import { sharedFolder } from "./shared.mjs";

const { values: options } = parseArgs({
  options: { inputs: { type: "string", default: "100000" }, seed: { type: "string" } },
});
const { judgeInput } = await importBundled({
  entry: "conformance/fuzzJudge.ts",
  folders: ["conformance", "src/engine", "src/intake", "src/workers"],
});

/** A hang guard, not a measure: the machine may have other things to do. */
const LONGEST_MS = 10_000;
const MOST_SHOWN = 5;
/** Signs and words that mean something to some reader. */
const TELLING = [
  ...[
    '"',
    "'",
    "!",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "`",
    "$X",
    "$(",
    "\u001b[31m",
    "/*",
    "*/",
    "\0",
  ],
  ...[
    "://",
    "<b>",
    "__proto__",
    "```\n",
    "*nat\n",
    "COMMIT\n",
    "# ",
    "$ ",
    "\ufeff",
    "\u2028",
    "é",
    "\ud800",
  ],
  ...[
    "-A X -j X\n",
    ":X - [0:0]\n",
    "-I X 3 ",
    "-D X 1\n",
    "-N X\n",
    "-m tcp ",
    "-s a,b ",
    "--",
    "-",
    ",",
    "4294967296",
  ],
  ...[
    "Chain INPUT (policy ACCEPT)\n",
    "### chainwalk: ip addr\n",
    "TRACE: nat:X:rule:1 ",
    "iptables -F\n",
    "{",
    "  ",
  ],
];

const inputs = Number(options.inputs);
const seed = options.seed === undefined ? freshSeed() : Number(options.seed);
const draw = generator(seed);
const corpus = realTexts();
const counts = { made: 0, mutated: 0, rules: 0, packets: 0, characters: 0 };
let failed = 0;
for (const text of madeUp(Math.round(inputs / 5))) judge(text, "made");
while (counts.made + counts.mutated < inputs) judge(mutated(), "mutated");
console.log(
  `${inputs} inputs, seed ${seed}: ${counts.made} made up, ${counts.mutated} of ${corpus.length} real texts changed; ` +
    `${counts.characters} characters, ${counts.rules} rules, ${counts.packets} packets walked`,
);
console.log(`${inputs - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function judge(text, kind) {
  const started = performance.now();
  const { rules, packets, problems } = judgeInput(text);
  const tookMs = performance.now() - started;
  counts[kind] += 1;
  counts.rules += rules;
  counts.packets += packets;
  counts.characters += text.length;
  const all = tookMs > LONGEST_MS ? [...problems, `it takes ${Math.round(tookMs)} ms`] : problems;
  if (all.length === 0) return;
  failed += 1;
  if (failed > MOST_SHOWN) return;
  console.log(`input ${counts.made + counts.mutated}: ${all[0]}`);
  console.log(`  ${JSON.stringify(reduced(text))}`);
}

/** The text without every line that the problem does not need. */
function reduced(text) {
  let lines = text.split("\n");
  for (let at = lines.length - 1; at >= 0; at--) {
    const fewer = lines.toSpliced(at, 1);
    if (judgeInput(fewer.join("\n")).problems.length > 0) lines = fewer;
  }
  return lines.join("\n");
}

function madeUp(count) {
  const sign = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...TELLING) },
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ maxLength: 12 }),
  );
  const text = fc.array(sign, { maxLength: 40 }).map((signs) => signs.join(""));
  return fc.sample(text, { seed, numRuns: count });
}

/** One to three stretches of real texts behind each other, changed in a few places. */
function mutated() {
  const stretches = Array.from({ length: 1 + draw(3) }, () => {
    const lines = corpus[draw(corpus.length)];
    const from = draw(lines.length);
    return lines.slice(from, from + 1 + draw(12)).join("\n");
  });
  let text = stretches.join(draw(8) === 0 ? "" : "\n");
  for (let changes = draw(5); changes > 0; changes--) text = changed(text);
  return text;
}

function changed(text) {
  const at = draw(text.length + 1);
  switch (draw(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + draw(8));
    case 1:
      return text.slice(0, at) + text.slice(draw(text.length + 1), at + 40) + text.slice(at);
    case 2:
      return draw(4) === 0 ? text.slice(0, at) : text.replaceAll("\n", "\r\n");
    default:
      return text.slice(0, at) + TELLING[draw(TELLING.length)] + text.slice(at);
  }
}

/** Other people's dumps where they stand beside the clone, and the project's own rules and listings; as lines. */
function realTexts() {
  const folders = ["dumps", "seeds"].map(sharedFolder).filter((folder) => folder !== undefined);
  const dumps = folders.flatMap((folder) =>
    filesIn(folder).map((file) => readFileSync(file, "utf8")),
  );
  const own = ["listed", "normalise", "refused"].flatMap((folder) =>
    filesIn(join(ROOT, "conformance", folder)).map(textOfCases),
  );
  return [...dumps, ...own].map((text) => text.split("\n"));
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => join(parentPath ?? path, name))
    .sort();
}

/** The rules and rows in a file of the project's own, each with what belongs around it. */
function textOfCases(file) {
  const found = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  return found
    .flatMap(({ table = "filter", rule, listed }) => [
      ...(rule === undefined ? [] : [`*${table}`, rule, "COMMIT", `iptables -t ${table} ${rule}`]),
      ...(listed === undefined
        ? []
        : ["Chain INPUT (policy ACCEPT)", "target prot opt source destination", listed]),
    ])
    .join("\n");
}

/** Another one at every commit, and the same one whenever that commit is tested again. */
function freshSeed() {
  const head = spawnSync("git", ["rev-parse", "HEAD"], { cwd: ROOT, encoding: "utf8" });
  const digits = /^[0-9a-f]{7}/.exec(head.stdout ?? "")?.[0];
  return digits === undefined ? Math.floor(Date.now() / 1000) : Number.parseInt(digits, 16);
}

/** Whole numbers from 0 to below what is asked for. Source: G. Marsaglia, Xorshift RNGs (2003). */
function generator(start) {
  let state = start >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
