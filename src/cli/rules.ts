import { readFile, writeFile } from "node:fs/promises";
import { generateRuleset, type ManifestReading, PROXY_MODES, readManifests } from "@/kubernetes";
import { type ProxyConfig, readProxyConfig } from "@/kubernetes/kubeProxy/readProxyConfig";
import { type Command, CommandFailure, type Terminal } from "./command";
import { reasonOf } from "./reasonOf";

/** Writes what kube-proxy would write on one node of a cluster, or does many such jobs. */
export const rules: Command = {
  usage: [
    "  chainwalk rules CLUSTER.yaml --config META.json --kube-proxy 1.30.3 [--mode iptables] [--as save|restore]",
    "  chainwalk rules --list JOBS.jsonl",
  ],
  run: async (args, terminal) => {
    const options = readArguments(args);
    if (options.list !== undefined) return runList(options, terminal);
    const text = await runJob(checkJob(options), terminal);
    terminal.out(text.replace(/\n$/, ""));
    return 0;
  },
};

const FORMS = ["save", "restore"] as const;
type Form = (typeof FORMS)[number];

/** One text to make. */
interface Job {
  readonly cluster: string;
  readonly config: string;
  readonly kubeProxy: string;
  readonly mode: (typeof PROXY_MODES)[number];
  readonly as: Form;
}

type JobOption = keyof Job | "list";

const OPTIONS: Readonly<Record<string, JobOption>> = {
  "--config": "config",
  "--kube-proxy": "kubeProxy",
  "--mode": "mode",
  "--as": "as",
  "--list": "list",
};

type WrittenJob = Readonly<Partial<Record<JobOption | "out", string>>>;

function readArguments(args: readonly string[]): WrittenJob {
  const written: Partial<Record<JobOption, string>> = {};
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? "";
    if (!word.startsWith("-")) {
      if (written.cluster !== undefined) throw new CommandFailure(2, `one file too many: ${word}`);
      written.cluster = word;
      continue;
    }
    const option = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
    if (option === undefined) throw new CommandFailure(2, `unknown option ${word}`);
    index += 1;
    const value = args[index];
    if (value === undefined) throw new CommandFailure(2, `${word} needs a value`);
    written[option] = value;
  }
  if (written.list !== undefined && Object.keys(written).length > 1) {
    throw new CommandFailure(2, "--list stands alone: its lines say all the rest");
  }
  return written;
}

function checkJob(written: WrittenJob): Job {
  const { cluster, config, kubeProxy } = written;
  if (cluster === undefined) throw new CommandFailure(2, "a file with the cluster is missing");
  if (config === undefined) throw new CommandFailure(2, "--config is missing");
  if (kubeProxy === undefined) throw new CommandFailure(2, "--kube-proxy is missing");
  return {
    cluster,
    config,
    kubeProxy,
    mode: choose("mode", written.mode ?? "iptables", PROXY_MODES),
    as: choose("as", written.as ?? "save", FORMS),
  };
}

function choose<Choice extends string>(
  option: string,
  word: string,
  choices: readonly Choice[],
): Choice {
  const chosen = choices.find((choice) => choice === word);
  if (chosen !== undefined) return chosen;
  throw new CommandFailure(2, `--${option} ${word} is not known: use ${choices.join(" or ")}`);
}

async function runJob(job: Job, terminal: Terminal): Promise<string> {
  const reading = await readCluster(job.cluster);
  const config = await readConfig(job.config);
  for (const problem of reading.problems) terminal.error(`${job.cluster}: ${problem.sentence}`);
  if (reading.cluster.nodes.every((node) => node.name !== config.nodeName)) {
    const none = `no Node is called "${config.nodeName}": no endpoint is local to it.`;
    terminal.error(`${job.cluster}: ${none}`);
  }
  const generated = generateRuleset(reading.cluster, config.nodeName, {
    settings: { ...config.settings, version: job.kubeProxy, mode: job.mode },
    ...(config.nodeAddresses === undefined ? {} : { nodeAddresses: config.nodeAddresses }),
  });
  for (const problem of generated.problems) {
    if (problem.severity === "error") throw new CommandFailure(1, problem.sentence);
    terminal.error(`${job.cluster}: ${problem.sentence}`);
  }
  return job.as === "save" ? generated.proxyText : generated.restore;
}

const clusters = new Map<string, Promise<ManifestReading>>();

/** Many jobs share a cluster; it is read once. */
function readCluster(path: string): Promise<ManifestReading> {
  const known = clusters.get(path);
  if (known !== undefined) return known;
  const reading = readText(path).then(readManifests);
  clusters.clear();
  clusters.set(path, reading);
  return reading;
}

async function readConfig(path: string): Promise<ProxyConfig> {
  const text = await readText(path);
  const config = readProxyConfig(parseJson(text, path));
  const [problem] = config.problems;
  if (problem !== undefined) throw new CommandFailure(1, `${path}: ${problem.sentence}`);
  return config;
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new CommandFailure(1, `${place} is not JSON: ${reasonOf(failure)}`);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (failure) {
    throw new CommandFailure(1, `cannot read ${path}: ${reasonOf(failure)}`);
  }
}

/** Does every job that can be done; the exit code says whether all could. */
async function runList({ list = "" }: WrittenJob, terminal: Terminal): Promise<number> {
  const lines = (await readText(list)).split("\n");
  let failed = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const place = `${list}:${index + 1}`;
    try {
      await runListedJob(parseJson(line, place), terminal);
    } catch (failure) {
      if (!(failure instanceof CommandFailure)) throw failure;
      failed += 1;
      terminal.error(`${place}: ${failure.message}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

async function runListedJob(value: unknown, terminal: Terminal): Promise<void> {
  const written = textsOf(value);
  if (written.out === undefined) throw new CommandFailure(1, "the job has no `out`");
  const text = await runJob(checkJob(written), terminal);
  try {
    await writeFile(written.out, text);
  } catch (failure) {
    throw new CommandFailure(1, `cannot write ${written.out}: ${reasonOf(failure)}`);
  }
}

/** The fields of a job that are text; others are as if not written. */
function textsOf(value: unknown): WrittenJob {
  if (typeof value !== "object" || value === null) {
    throw new CommandFailure(1, "a job is a JSON object");
  }
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === "string"));
}
