/** Reading 100,007 rules, beside what iptables-legacy-restore takes to read and check them. */
import { importBundled } from "../scripts/bundleForNode.mjs";
import { kubeText } from "./kubeText.mjs";
import { nativeRead, shorter } from "./native.mjs";
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
    native = shorter(native, nativeRead(text));
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
      goal: "goal ≤ 0.25 ×",
    },
    {
      what: "100,007 rules, every option of every rule read",
      ours: milliseconds(checked),
      beside,
      ratio: ratio(checked, native),
      goal: "goal ≤ 0.5 ×",
    },
  ];
}

function ratio(ours, native) {
  return native === undefined ? undefined : ours / native;
}
