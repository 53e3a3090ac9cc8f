/** The JavaScript that index.html itself loads, in gzip kB (1000 bytes). */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../scripts/setUp.mjs";

const GOAL_KB = 200;

export async function measureSize() {
  await buildSite();
  const html = readFileSync(join(ROOT, "dist", "index.html"), "utf8");
  const files = new Set(
    [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file]) => file),
  );
  for (const file of files) for (const other of staticImports(file)) files.add(other);
  const bytes = [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(ROOT, "dist", file)), { level: 9 }).length,
    0,
  );
  const ours = bytes / 1000;
  return [
    {
      what: `first load, JavaScript in ${files.size} files, gzip`,
      ours: `${ours.toFixed(1)} kB`,
      beside: `goal ${GOAL_KB} kB`,
      ratio: ours / GOAL_KB,
      goal: "goal ≤ 1.0 ×",
    },
  ];
}

/** Builds the site into dist/, once per run of the bench. */
let built;
export function buildSite() {
  built ??= import("vite").then(({ build }) => build({ root: ROOT, logLevel: "error" }));
  return built;
}

/** What a built module imports statically, as paths from dist/. */
function staticImports(file) {
  const text = readFileSync(join(ROOT, "dist", file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)]
    .map(([, name]) => `assets/${name}`)
    .filter((path) => existsSync(join(ROOT, "dist", path)));
}
