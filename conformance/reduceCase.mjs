/** Makes a case in which engine and kernel differ small, asking the kernel again at every step. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Each try starts the recorder anew, which takes about a tenth of a second. */
const MOST_TRIES = 200;

/** The case with as few packets and rules as still show a difference; as it was where none is left. */
export async function reduceCase(recorder, compare, asked) {
  const scratch = mkdtempSync(join(tmpdir(), "chainwalk-reduce-"));
  let tries = 0;
  const differs = async (tried) => {
    if (++tries > MOST_TRIES) return false;
    const file = join(scratch, "case.json");
    writeFileSync(file, JSON.stringify(tried));
    for await (const result of recorder.lines(["record", file]))
      if (compare(result).differences.length > 0) return true;
    return false;
  };
  const withPackets = (packets) => ({ ...asked, packets });
  const packets = await fewest(asked.packets, (some) => differs(withPackets(some)));
  const reduced = withPackets(packets);
  const rules = reduced.rules;
  const small = Array.isArray(rules)
    ? {
        ...reduced,
        rules: await fewest(rules, (some) => differs({ ...reduced, rules: some }), isRule),
      }
    : reduced;
  rmSync(scratch, { recursive: true });
  return small;
}

/** Leaves out ever smaller runs of items as long as what is left still holds. */
async function fewest(items, holds, mayGo = () => true) {
  let left = items;
  for (let length = Math.ceil(left.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let at = left.length - length; at >= 0; at -= length) {
      const without = left.filter(
        (item, index) => index < at || index >= at + length || !mayGo(item),
      );
      if (without.length < left.length && (await holds(without))) left = without;
    }
  }
  return left;
}

function isRule(line) {
  return line.startsWith("-A");
}
