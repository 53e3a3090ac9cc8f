import { readCurl } from "./curlCommand";
import { readDig } from "./digCommand";
import { readNc } from "./ncCommand";
import { readPing } from "./pingCommand";
import { shellWords } from "./shellWords";
import type { PacketLineResult } from "./typedPacket";

/** What reads a command: the whole line for saying where it goes wrong, and the words behind the program's name. */
type CommandReader = (line: string, words: readonly string[]) => PacketLineResult;

const READERS: ReadonlyMap<string, CommandReader> = new Map([
  ["curl", readCurl],
  ["wget", readCurl],
  ["nc", readNc],
  ["ncat", readNc],
  ["netcat", readNc],
  ["telnet", readNc],
  ["ping", readPing],
  ["ping6", readPing],
  ["dig", readDig],
]);

/** Words that stand before a command and change nothing about its packet. */
const BEFORE: ReadonlySet<string> = new Set(["$", "#", ">", "%", "sudo", "time", "exec", "watch"]);

/** The command of a line that a reader knows, behind a prompt, sudo or `kubectl exec POD --`; undefined when there is none. */
export function readCommandLine(line: string): PacketLineResult | undefined {
  const words = shellWords(line);
  const first = words.findIndex((word) => !BEFORE.has(word) && !/^\w+=|[$#]$/.test(word));
  const program = words[first];
  if (program === undefined) return undefined;
  if (program === "kubectl" || program === "crictl") return readInPod(line, words.slice(first + 1));
  const read = READERS.get(program.split("/").at(-1) ?? "");
  return read?.(line, words.slice(first + 1));
}

/** Options of `kubectl exec` with a value. */
const EXEC_VALUED: ReadonlySet<string> = new Set([
  "-n",
  "--namespace",
  "-c",
  "--container",
  "--context",
]);

/** `kubectl -n shop exec -it POD -c app -- curl …`: the pod sends. */
function readInPod(line: string, words: readonly string[]): PacketLineResult | undefined {
  const exec = words.indexOf("exec");
  const end = words.indexOf("--");
  if (exec < 0 || end < exec) return undefined;
  const options = words.slice(exec + 1, end);
  const pod = options.find(
    (word, at) => !word.startsWith("-") && !EXEC_VALUED.has(options[at - 1] ?? ""),
  );
  const read = READERS.get(words[end + 1] ?? "");
  if (read === undefined || pod === undefined) return undefined;
  const result = read(line, words.slice(end + 2));
  if (!result.ok) return result;
  return { ok: true, packet: { ...result.packet, from: pod.replace(/^pods?\//, "") } };
}
