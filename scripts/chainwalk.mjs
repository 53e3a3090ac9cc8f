/** `npm run -s chainwalk -- …`: sets up, bundles the command line when its sources changed, and runs it. */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, setUp } from "./setUp.mjs";

const OUT = join(ROOT, "node_modules", ".cache", "chainwalk-cli");
const LAYERS = ["cli", "engine", "intake", "kubernetes", "scene"];

setUp();
await bundleIfChanged();
const { main } = await import(pathToFileURL(join(OUT, "main.mjs")).href);
process.exitCode = await main(process.argv.slice(2));

async function bundleIfChanged() {
  const stamp = join(OUT, "sources.sha256");
  const digest = sourcesDigest();
  if (readIfThere(stamp) === digest) return;
  const { build } = await import("vite");
  await build({
    root: ROOT,
    configFile: join(ROOT, "vite.config.ts"),
    logLevel: "error",
    publicDir: false,
    build: {
      ssr: join(ROOT, "src/cli/main.ts"),
      outDir: OUT,
      emptyOutDir: true,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "main.mjs" } },
    },
    ssr: { noExternal: true },
  });
  mkdirSync(OUT, { recursive: true });
  writeFileSync(stamp, digest);
}

function sourcesDigest() {
  const hash = createHash("sha256");
  for (const layer of LAYERS) {
    const folder = join(ROOT, "src", layer);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
