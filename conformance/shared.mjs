/** Where recordings that are not part of the project may stand: a folder `shared` beside the clone. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";

/** The path of something below `../shared`, or undefined when it is not there. */
export function sharedFolder(name) {
  const folder = join(ROOT, "..", "shared", name);
  return existsSync(folder) ? folder : undefined;
}

/** Ends the script with the code that stands for "not run", saying why. */
export function notRun(why) {
  console.log(why);
  process.exit(3);
}
