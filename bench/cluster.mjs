/** A cluster of 5,000 Services and 50,000 pods: from what kubectl prints until a packet has walked, and after an edit. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { clusterItems, jsonOf, yamlOf } from "./clusterText.mjs";
import { milliseconds } from "./timing.mjs";

const SERVICES = 5000;
const ENDPOINTS = 10;
/** YAML takes its time; what is measured of it is memory, which is one of proportion. */
const YAML_SERVICES = 400;
const LAPS = 3;

export async function measureCluster() {
  const app = await importBundled({ entry: "bench/walkCluster.ts", folders: ["bench", "src"] });
  const yaml = await measureYaml(app);
  const text = jsonOf(clusterItems({ services: SERVICES, endpoints: ENDPOINTS }));
  const best = { parse: never(), read: never(), walk: never(), change: never() };
  for (let lap = 0; lap < LAPS; lap++) {
    best.parse = Math.min(best.parse, await timeOf(() => JSON.parse(text)));
    let reading;
    best.read = Math.min(
      best.read,
      await timeOf(async () => (reading = await app.readManifests(text))),
    );
    const { cluster } = reading;
    best.walk = Math.min(best.walk, await timeOf(() => walk(app, cluster)));
    best.change = Math.min(best.change, await timeOf(() => walk(app, withExternalIP(cluster))));
  }
  const beside = `JSON.parse alone ${milliseconds(best.parse)}`;
  const wholeBeside = `read and walked ${milliseconds(best.read + best.walk)}`;
  return [
    {
      what: `${megabytes(text.length)} of JSON, 5,000 Services, 50,000 pods: read`,
      ours: milliseconds(best.read),
      beside,
      ratio: best.read / best.parse,
    },
    { what: "… hosts placed, rules made, a packet walked", ours: milliseconds(best.walk) },
    {
      what: "… one Service changed, and walked again",
      ours: milliseconds(best.change),
      beside: wholeBeside,
      ratio: best.change / (best.read + best.walk),
    },
    yaml,
  ];
}

/** As `node --expose-gc` would have it. */
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const never = () => Number.POSITIVE_INFINITY;

async function timeOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function walk({ walkOf }, cluster) {
  const packet = {
    from: "node-0",
    to: "svc-4000.ns-0",
    protocol: "tcp",
    sourcePort: 50000,
    port: 80,
  };
  const document = {
    title: "large",
    notes: [],
    source: { kind: "cluster", cluster },
    packet: { ...packet, count: 1, as: "one connection" },
    seed: 1,
  };
  const outcome = walkOf(document, 0).trace?.turns[0]?.outcome.what;
  if (outcome !== "delivered") throw new Error(`bench: the packet is ${outcome}`);
}

function withExternalIP(cluster) {
  const place = SERVICES >> 1;
  const changed = { ...cluster.services[place], externalIPs: ["198.51.100.7"] };
  return { ...cluster, services: cluster.services.with(place, changed) };
}

/** How much more memory the process has at most while it reads, beside the text itself. */
async function measureYaml({ readManifests }) {
  const text = yamlOf(clusterItems({ services: YAML_SERVICES, endpoints: ENDPOINTS }));
  const before = usedBytes();
  let most = 0;
  let looked = 0;
  const { cluster } = await readManifests(text, (share) => {
    if (share < looked + LOOK_EVERY) return;
    looked = share;
    most = Math.max(most, usedBytes() - before);
  });
  if (cluster.pods.length !== YAML_SERVICES * ENDPOINTS) throw new Error("bench: pods are missing");
  return {
    what: `${megabytes(text.length)} of YAML: memory while it is read`,
    ours: megabytes(most),
    beside: `the text ${megabytes(text.length)}`,
    ratio: most / text.length,
    goal: "goal ≤ 5 ×",
  };
}

/** Collecting takes time; this often shows the most that is needed well enough. */
const LOOK_EVERY = 0.05;

/** What is still needed: garbage that nobody has collected yet does not count. */
function usedBytes() {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
