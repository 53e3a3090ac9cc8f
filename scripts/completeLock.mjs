/**
 * Gives package-lock.json an entry for every optional platform package. `npm ci` wants them all, on every platform,
 * and npm leaves out those that the registry in use does not carry. Run it after changing a dependency.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setUp.mjs";

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "riscv64", "ppc64", "s390x", "x64", "ia32", "wasm32", "arm"];

const file = join(ROOT, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const parent of Object.values(lock.packages)) addMissing(parent);
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function addMissing(parent) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] === undefined)
      lock.packages[key] = entry({ name, version, isDev: parent.dev });
  }
}

/** The platform stands in the package's name: `@biomejs/cli-linux-x64-musl`. */
function entry({ name, version, isDev }) {
  const platform = name.split("/").at(-1) ?? name;
  const system = SYSTEMS.find((word) => platform.includes(word));
  const processor = PROCESSORS.find((word) => platform.includes(word));
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(isDev ? { dev: true } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}
