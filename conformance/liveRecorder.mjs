/** The recorder as a process: whether it can run here, and what it says line by line. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../scripts/setUp.mjs";

const RECORDER = join(ROOT, "conformance", "recorder");
const TOOLS = [
  ...["python3", "ip", "nft", "ipset", "conntrack"],
  ...["iptables-legacy-restore", "iptables-legacy-save", "iptables-nft-restore"],
];

/**
 * A recorder, or a sentence that says why the kernel cannot be asked here. It takes root; `mayUseSudo` is for those
 * who have asked for a live run in so many words.
 */
export function findRecorder({ mayUseSudo }) {
  if (process.platform !== "linux") return { why: "this is not Linux" };
  const isRoot = process.getuid() === 0;
  const prefix = isRoot ? [] : ["sudo", "-n"];
  if (!isRoot && !(mayUseSudo && succeeds(["sudo", "-n", "true"])))
    return { why: "it takes root rights to make network namespaces" };
  const missing = TOOLS.filter((tool) => !isInstalled(tool, prefix));
  if (missing.length > 0) return { why: `not installed: ${missing.join(", ")}` };
  if (!existsSync("/dev/net/tun")) return { why: "there is no /dev/net/tun" };
  const tried = spawnSync(...command(prefix, ["versions"]), { encoding: "utf8" });
  if (tried.status !== 0) return { why: lastLine(tried.stderr) };
  const probed = spawnSync(...command(prefix, ["fuzz", "--rulesets", "1", "--packets", "1"]), {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (probed.status !== 0) return { why: lastLine(probed.stderr) };
  return { versions: JSON.parse(tried.stdout), lines: (args) => linesOf(prefix, args) };
}

/** Each line that the recorder prints, read as JSON. Throws what it said when it fails. */
async function* linesOf(prefix, args) {
  const running = spawn(...command(prefix, args), { stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  running.stderr.on("data", (text) => {
    complaints += text;
  });
  const ended = new Promise((resolve) => running.on("close", resolve));
  for await (const line of createInterface({ input: running.stdout })) yield JSON.parse(line);
  if ((await ended) !== 0) throw new Error(`recorder ${args[0]}: ${lastLine(complaints)}`);
}

/** -B: no compiled files beside the sources, which root would own. */
function command(prefix, args) {
  const [program, ...rest] = [...prefix, "python3", "-B", RECORDER, ...args];
  return [program, rest];
}

function isInstalled(tool, prefix) {
  return succeeds([...prefix, "sh", "-c", `command -v ${tool}`]);
}

function succeeds([program, ...args]) {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

function lastLine(text) {
  return String(text).trim().split("\n").at(-1);
}
