/** Bundles a TypeScript entry of the project for Node, once per state of the sources it may import. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./setUp.mjs";

/**
 * Imports `entry` (a path from the root) and resolves with its exports. `folders` are the source folders that it may
 * reach: when none of their files changed, the last bundle serves.
 */
export async function importBundled({ entry, folders }) {
  const name = entry.replaceAll(/[/.]/g, "-");
  const out = join(ROOT, "node_modules", ".cache", `chainwalk-${name}`);
  const stamp = join(out, "sources.sha256");
  const digest = sourcesDigest(folders);
  if (readIfThere(stamp) !== digest) {
    await bundle(entry, out);
    writeFileSync(stamp, digest);
  }
  return import(pathToFileURL(join(out, "main.mjs")).href);
}

async function bundle(entry, out) {
  const { build } = await import("vite");
  await build({
    root: ROOT,
    configFile: join(ROOT, "vite.config.ts"),
    logLevel: "error",
    publicDir: false,
    build: {
      ssr: join(ROOT, entry),
      outDir: out,
      emptyOutDir: true,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "main.mjs" } },
    },
    ssr: { noExternal: true },
  });
}

function sourcesDigest(folders) {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && !file.name.includes(".test."))
      .map((file) => join(file.parentPath ?? file.path, file.name))
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
