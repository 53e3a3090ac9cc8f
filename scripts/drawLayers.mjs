/**
 * Draws who imports whom from the code itself, into README.md.
 *
 *     node scripts/drawLayers.mjs            writes it
 *     node scripts/drawLayers.mjs --check    fails when README.md shows another picture
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, setUp } from "./setUp.mjs";

const BEGIN = "<!-- layers: npm run layers:picture -->";
const END = "<!-- /layers -->";
/** `src/engine/…` as one box per layer, and the arrows between. */
const COLLAPSE = "^src/[^/]+";

setUp();
const file = join(ROOT, "README.md");
const readme = readFileSync(file, "utf8");
const [head, rest] = [readme.indexOf(BEGIN), readme.indexOf(END)];
if (head < 0 || rest < head)
  throw new Error(`README.md has no place for the picture: ${BEGIN} … ${END}`);
const drawn = `${readme.slice(0, head + BEGIN.length)}\n\n\`\`\`mermaid\n${picture()}\n\`\`\`\n\n${readme.slice(rest)}`;

if (!process.argv.includes("--check")) {
  writeFileSync(file, drawn);
} else if (drawn !== readme) {
  console.error("README.md shows other layers than the code has: run npm run layers:picture");
  process.exitCode = 1;
}

function picture() {
  const arrows = new Set();
  for (const module of dependencies()) {
    const from = layerOf(module.source);
    for (const { resolved } of module.dependencies) {
      const to = layerOf(resolved);
      if (from && to && from !== to) arrows.add(`  ${from} --> ${to}`);
    }
  }
  return ["flowchart TD", ...[...arrows].sort()].join("\n");
}

function dependencies() {
  const args = [
    "--no-install",
    "depcruise",
    "src",
    "--include-only",
    "^src",
    "--exclude",
    "\\.test\\.",
    "--output-type",
    "json",
  ];
  const done = spawnSync("npx", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(done.stdout).modules;
}

/** Style sheets are no layer. */
function layerOf(path) {
  if (path.endsWith(".css")) return undefined;
  return new RegExp(COLLAPSE)
    .exec(path)?.[0]
    .replace("src/", "")
    .replace(/\.tsx?$/, "");
}
