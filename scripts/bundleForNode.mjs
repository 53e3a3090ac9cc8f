/** Bundles a TypeScript entry of the project for Node, once per state of the sources it may import. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./setUp.mjs";

/**
 * Imports `entry` (a path from the root) and resolves with its exports. `folders` are the source folders that it may
 * reach: when none of their files changed, the last bundle serves.
 */
export async function importBundled({ entry, folders }) {
  const kept = join(ROOT, ".cache");
  const prefix = `chainwalk-${entry.replaceAll(/[/.]/g, "-")}-`;
  const name = `${prefix}${sourcesDigest(folders)}`;
  const out = join(kept, name);
  if (!existsSync(out)) {
    await bundleWhole(entry, out);
    removeOlder(kept, prefix, name);
  }
  return import(pathToFileURL(join(out, "main.mjs")).href);
}

/** Several may bundle at once; each sees a whole bundle or none. */
async function bundleWhole(entry, out) {
  const own = `${out}.${process.pid}`;
  await bundle(entry, own);
  try {
    renameSync(own, out);
  } catch (failure) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(out)) throw failure;
  }
}

function removeOlder(folder, prefix, newest) {
  for (const name of readdirSync(folder)) {
    const isOlder = name.startsWith(prefix) && name !== newest && !/\.\d+$/.test(name);
    if (isOlder) rmSync(join(folder, name), { recursive: true, force: true });
  }
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
  return hash.digest("hex").slice(0, 16);
}
