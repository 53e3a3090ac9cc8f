/** Generating the rules of a large cluster, beside what iptables-legacy-restore takes to read them. */
import { spawnSync } from "node:child_process";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { largeCluster } from "./largeCluster.mjs";
import { bestOf, milliseconds } from "./timing.mjs";

const LAPS = 7;
const SERVICES = 5000;
const ENDPOINTS = 10;
const LINES = 215_023;
const NODE = "node-1";

export async function measureGenerate() {
  const kubernetes = await importBundled({
    entry: "bench/kubernetes.ts",
    folders: ["bench", "src/engine", "src/kubernetes"],
  });
  const best = { slices: never(), pods: never(), change: never(), native: undefined };
  // Lap by lap in turns, so that a disturbance meets all.
  for (let lap = 0; lap < LAPS; lap++) {
    const fromSlices = clusterOf(kubernetes, lap, "slices");
    const whole = generate(kubernetes, fromSlices);
    best.slices = Math.min(best.slices, whole.time);
    best.change = Math.min(best.change, changeTime(kubernetes, fromSlices));
    best.pods = Math.min(best.pods, generate(kubernetes, clusterOf(kubernetes, lap, "pods")).time);
    best.native = least(best.native, nativeRead(whole.bytes));
  }
  return rowsOf(best);
}

const never = () => Number.POSITIVE_INFINITY;

function rowsOf({ slices, pods, change, native }) {
  const beside =
    native === undefined
      ? "native not measured: iptables-legacy-restore"
      : `iptables-legacy-restore --test ${milliseconds(native)}`;
  const ratio = (ours) => (native === undefined ? undefined : ours / native);
  return [
    {
      what: "215,023 lines from Services and EndpointSlices",
      ours: milliseconds(slices),
      beside,
      ratio: ratio(slices),
      goal: "goal ≤ 0.17 ×",
    },
    {
      what: "the same from Services and pods",
      ours: milliseconds(pods),
      beside,
      ratio: ratio(pods),
    },
    {
      what: "one Service changed, until the text is there in pieces",
      ours: milliseconds(change),
      beside: `the whole ${milliseconds(slices)}`,
      ratio: change / slices,
      goal: "goal ≤ 0.01 ×",
    },
  ];
}

function clusterOf(kubernetes, lap, endpointsFrom) {
  const size = { services: SERVICES, endpoints: ENDPOINTS, lap, endpointsFrom };
  return kubernetes.newCluster(largeCluster(kubernetes, size));
}

/** From objects in memory to the payload's bytes, and how long that took. */
function generate({ generateRuleset }, cluster) {
  let bytes = new Uint8Array();
  const time = bestOf(1, () => {
    bytes = Buffer.from(generateRuleset(cluster, NODE).restore);
  });
  const lines = bytes.reduce((count, byte) => (byte === LINE_BREAK ? count + 1 : count), 0);
  if (lines !== LINES) throw new Error(`bench: ${lines} lines instead of ${LINES}`);
  return { time, bytes };
}

const LINE_BREAK = 10;

/** One of the Services gets an external address. */
function changeTime({ generateRuleset }, cluster) {
  const before = generateRuleset(cluster, NODE).restore.length;
  const place = SERVICES >> 1;
  const services = cluster.services.with(place, {
    ...cluster.services[place],
    externalIPs: ["198.51.100.7"],
  });
  let after = before;
  const time = bestOf(1, () => {
    after = generateRuleset({ ...cluster, services }, NODE).restore.length;
  });
  if (after <= before) throw new Error("bench: the change does not show in the rules");
  return time;
}

function least(one, other) {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

/** Milliseconds; undefined where the tool is not there or may not run. */
function nativeRead(bytes) {
  const start = performance.now();
  const done = spawnSync("iptables-legacy-restore", ["--test", "--noflush"], { input: bytes });
  return done.status === 0 ? performance.now() - start : undefined;
}
