/** A new packet through 20,000 services, trace and all, beside the kernel's own time for the same rules. */
import { spawnSync } from "node:child_process";
import { sharedFolder } from "../conformance/shared.mjs";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { walkText } from "./kubeText.mjs";
import { bestOf, microseconds, milliseconds } from "./timing.mjs";
import { benchWorld } from "./world.mjs";

const SERVICES = 20_000;
const PACKETS_PER_LAP = 50;
/** As many packets as the recorder's run takes, so that the compiler has seen them often enough too. */
const LAPS = 60;
const TCP = 6;
const SYN = 2;

export async function measureWalk() {
  const engine = await importBundled({
    entry: "bench/engine.ts",
    folders: ["bench", "src/engine"],
  });
  const kernel = kernelTimes();
  return ["vip", "port"].flatMap((differs) => {
    const { first, each } = packetTimes(engine, differs);
    const native = kernel[differs];
    const what = `20,000 services, ${differs === "vip" ? "destination" : "port"} differs`;
    return [
      {
        what: `new packet, ${what}`,
        ours: microseconds(each),
        beside:
          native === undefined ? "kernel not measured" : `kernel (legacy) ${microseconds(native)}`,
        ratio: native === undefined ? undefined : each / native,
        goal: "≤ 0.1 ×",
      },
      {
        what: `first packet, ${what}`,
        ours: milliseconds(first),
        beside: "reads all rules and makes the index",
      },
    ];
  });
}

/** Milliseconds for the packet that makes the index, and for each after it. */
function packetTimes(engine, differs) {
  const { parseIpv4, parseRuleset, sendPacket } = engine;
  const { ruleset } = parseRuleset(walkText({ services: SERVICES, differs }));
  const world = benchWorld(engine, ruleset);
  let port = 1024;
  const sendOne = () => {
    const request = {
      from: "podA",
      destination: parseIpv4("172.16.0.5"),
      protocol: TCP,
      sourcePort: port++,
      destinationPort: 80,
      tcpFlags: SYN,
      replies: 0,
    };
    const { trace } = sendPacket(world, request, { kind: "seed", seed: 1 });
    if (trace.turns[0].outcome.what !== "delivered")
      throw new Error("bench: the packet did not arrive");
  };
  const lap = () => {
    for (let sent = 0; sent < PACKETS_PER_LAP; sent++) sendOne();
  };
  const first = bestOf(1, sendOne);
  return { first, each: bestOf(LAPS, lap) / PACKETS_PER_LAP };
}

/** Milliseconds a packet by what differs; empty where the recorder or root rights are not there. */
function kernelTimes() {
  const oracle = sharedFolder("oracle");
  if (oracle === undefined || process.getuid?.() !== 0) return {};
  const done = spawnSync(
    "python3",
    ["bench.py", "walk", "--backend", "legacy", "--rules", "0", String(SERVICES)],
    {
      cwd: oracle,
      encoding: "utf8",
    },
  );
  const rows = done.stdout.matchAll(/ (\d+) rules, (\w+)\s+differs:\s+([\d.]+) us/g);
  return Object.fromEntries(
    [...rows]
      .filter(([, rules]) => Number(rules) === SERVICES)
      .map(([, , differs, us]) => [differs, Number(us) / 1000]),
  );
}
