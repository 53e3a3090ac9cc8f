/** Says by one number which engine this is, so that figures measured with another one can be called stale. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { ROOT } from "./setUp.mjs";

const ENGINE = join(ROOT, "src", "engine");

/** SHA-256 over names and texts of the engine's sources, tests left out. The same on every machine. */
export function engineSources() {
  const files = readdirSync(ENGINE, { recursive: true })
    .map((file) => file.split(sep).join("/"))
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|(^|\/)testing\//.test(file))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const text = readFileSync(join(ENGINE, file), "utf8").replaceAll("\r\n", "\n");
    hash.update(`${file}\0${text}\0`);
  }
  return hash.digest("hex");
}
