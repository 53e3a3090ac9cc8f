/** A new packet through 20,000 services, trace and all, beside the kernel's own time for the same rules. */
import { spawnSync } from "node:child_process";
import { sharedFolder } from "../conformance/shared.mjs";
import { importBundled } from "../scripts/bundleForNode.mjs";
import { walkText } from "./kubeText.mjs";
import { bestOf, microseconds } from "./timing.mjs";

const SERVICES = 20_000;
const PACKETS_PER_LAP = 50;
const LAPS = 12;
const TCP = 6;
const SYN = 2;

export async function measureWalk() {
  const engine = await importBundled({
    entry: "bench/engine.ts",
    folders: ["bench", "src/engine"],
  });
  const kernel = kernelTimes();
  return ["vip", "port"].map((differs) => {
    const ours = packetTime(engine, differs);
    const native = kernel[differs];
    return {
      what: `new packet, 20,000 services, ${differs === "vip" ? "destination" : "port"} differs`,
      ours: microseconds(ours),
      beside:
        native === undefined ? "kernel not measured" : `kernel (legacy) ${microseconds(native)}`,
      ratio: native === undefined ? undefined : ours / native,
    };
  });
}

function packetTime({ buildWorld, parseIpv4, parseRuleset, sendPacket }, differs) {
  const { ruleset } = parseRuleset(walkText({ services: SERVICES, differs }));
  const { world } = buildWorld(worldOf(ruleset));
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
  return bestOf(LAPS, lap) / PACKETS_PER_LAP;
}

/** The node and hosts of the recorder's own speed run. */
function worldOf(rules) {
  return {
    conntrack: "on",
    nodes: [
      {
        name: "node",
        interfaces: [
          { name: "eth0", addresses: ["10.0.0.10/24"] },
          { name: "eth1", addresses: ["172.16.0.1/24"] },
          { name: "vethA", addresses: [] },
        ],
        routes: ["default via 10.0.0.1", "10.244.1.2 dev vethA"],
        sysctls: {},
        rules,
        ipsets: [],
      },
    ],
    hosts: [
      { name: "podA", network: "node/vethA", addresses: ["10.244.1.2"] },
      { name: "lan", network: "node/eth1", addresses: ["172.16.0.5"] },
    ],
  };
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
