/** Keeps a case in which engine and kernel differ, for somebody to look at. Nothing is accepted by itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";
import { reduceCase } from "./reduceCase.mjs";

const FOLDER = join(ROOT, "conformance", "differences");

/** Writes the smallest case that still differs, and says what to do with it. */
export async function keepDifference(recorder, compare, { name, case: asked }) {
  const small = await reduceCase(recorder, compare, asked);
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name.replaceAll(/[^\w-]+/g, "-").slice(0, 60)}.json`);
  writeFileSync(file, `${JSON.stringify({ ...small, name }, null, 1)}\n`);
  const shown = relative(ROOT, file);
  console.log(`  kept, made small: ${shown}
    see the kernel's way   sudo python3 conformance/recorder record --text ${shown}
    see the engine's       npm run -s chainwalk -- walk ${shown}
    make it a case         move it to conformance/cases/ under a name that says what it shows, give it that
                           "name", make the engine agree, then npm run conformance -- --record`);
}
