/** Reading 100,007 rules, beside what iptables-legacy-restore takes to read and check them. */
import { spawnSync } from "node:child_process";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { kubeText } from "./kubeText.mjs";
import { bestOf, milliseconds } from "./timing.mjs";

const LAPS = 5;

export async function measureRead() {
  const { parseRuleset } = await importBundled({
    entry: "bench/engine.ts",
    folders: ["bench", "src/engine"],
  });
  const text = kubeText({ services: 5000, endpoints: 6 });
  const bytes = new TextEncoder().encode(text);
  let native = nativeRead(text);
  let checked = Number.POSITIVE_INFINITY;
  const indexed = bestOf(LAPS, () => parseRuleset(bytes, { rules: "when asked" }));
  // Lap by lap in turns, so that a disturbance meets both.
  for (let lap = 0; lap < LAPS; lap++) {
    checked = Math.min(
      checked,
      bestOf(1, () => parseRuleset(bytes)),
    );
    const again = nativeRead(text);
    if (native !== undefined && again !== undefined) native = Math.min(native, again);
  }
  const beside =
    native === undefined
      ? "native not measured"
      : `iptables-legacy-restore --test ${milliseconds(native)}`;
  return [
    {
      what: "100,007 rules, until a packet can walk",
      ours: milliseconds(indexed),
      beside,
      ratio: ratio(indexed, native),
    },
    {
      what: "100,007 rules, every option of every rule read",
      ours: milliseconds(checked),
      beside,
      ratio: ratio(checked, native),
      goal: "goal ≤ 1.0 ×",
    },
  ];
}

/** Milliseconds; undefined where the tool is not there or may not run. */
function nativeRead(text) {
  const start = performance.now();
  const done = spawnSync("iptables-legacy-restore", ["--test"], { input: text });
  return done.status === 0 ? performance.now() - start : undefined;
}

function ratio(ours, native) {
  return native === undefined ? undefined : ours / native;
}
