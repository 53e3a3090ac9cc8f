/** A million new connections through a service with three endpoints, counted by endpoint, beside the kernel's own rate. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { sharedFolder } from "../conformance/shared.mjs";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { ROOT } from "../scripts/setUp.mjs";
import { kubeText } from "./kubeText.mjs";
import { bestOf, microseconds } from "./timing.mjs";
import { benchWorld } from "./world.mjs";

const CONNECTIONS = 1_000_000;
const WALKED = 50_000;
const LAPS = 3;
const TCP = 6;
const SERVICE = "10.96.0.0";

export async function measureCount() {
  const engine = await importBundled({
    entry: "bench/engine.ts",
    folders: ["bench", "src/engine"],
  });
  const text = kubeText({ services: 1, endpoints: 3 });
  const native = kernelTime(text);
  const beside =
    native === undefined ? "kernel not measured" : `kernel (legacy) ${microseconds(native)}`;
  return [
    { of: "counted, each way walked once", connections: CONNECTIONS, walk: "first" },
    { of: "counted, every one walked", connections: WALKED, walk: "every" },
  ].map(({ of, connections, walk }) => {
    const ours = countTime(engine, text, { connections, walk });
    return {
      what: `new connection to 3 endpoints, ${of}`,
      ours: microseconds(ours),
      beside,
      ratio: native === undefined ? undefined : ours / native,
      goal: walk === "first" ? "≤ 1 ×" : "",
    };
  });
}

/** Milliseconds a connection. */
function countTime(engine, text, { connections, walk }) {
  const world = benchWorld(engine, engine.parseRuleset(text).ruleset);
  const request = {
    from: "podA",
    destination: engine.parseIpv4(SERVICE),
    protocol: TCP,
    destinationPort: 80,
    replies: 0,
  };
  const lap = () => {
    const { endpoints } = engine.countEndpoints(world, request, { connections, seed: 1, walk });
    const counted = endpoints.reduce((sum, { count }) => sum + count, 0);
    if (endpoints.length !== 3 || counted !== connections) {
      throw new Error("bench: the connections did not reach three endpoints");
    }
  };
  return bestOf(LAPS, lap) / connections;
}

/** Milliseconds a connection, the mean of many; undefined where the recorder or root rights are not there. */
function kernelTime(text) {
  const oracle = sharedFolder("oracle");
  if (oracle === undefined || process.getuid?.() !== 0) return undefined;
  const script = join(ROOT, "bench", "countKernel.py");
  const done = spawnSync("python3", ["-B", script, SERVICE, "eth0"], {
    cwd: oracle,
    encoding: "utf8",
    input: text,
  });
  const mean = /mean ([\d.]+)/.exec(done.stdout ?? "")?.[1];
  return mean === undefined ? undefined : Number(mean) / 1000;
}
