/** Makes a fresh clone ready: installs the exact dependencies of package-lock.json when they are not there yet. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const MINIMUM_NODE = [20, 19];
const STAMP = join(ROOT, "node_modules", ".chainwalk-lock");

/** Everything it says goes to standard error, so that standard output stays a program's own. */
export function setUp() {
  checkNode();
  const wanted = lockDigest();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  console.error("Chainwalk: installing dependencies (npm ci) …");
  const done = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    console.error("Chainwalk: npm ci failed, see above. Is the npm registry reachable?");
    process.exit(1);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, wanted);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `Chainwalk needs Node ${MINIMUM_NODE.join(".")} or newer; this is ${process.version}.`,
  );
  process.exit(1);
}

function lockDigest() {
  return createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
