import { comparisonLines } from "@/comparison/comparisonLines";
import { packetLines } from "@/comparison/packets/packetLines";
import { readRules } from "@/intake/rules/readRules";
import { compareDumps, type DumpToCompare, type FamilyComparison } from "@/workers/comparedDumps";
import { type Command, CommandFailure, type Terminal } from "./command";
import { nodesIn, takeNode } from "./fileNodes";
import { fileText } from "./fileText";

const USAGE = ["  chainwalk compare [--json] [--node NAME] BEFORE AFTER"];

/** `compare BEFORE AFTER`: in what the rules of two dumps differ, chain by chain; of several nodes each with its namesake. */
export const compare: Command = {
  usage: USAGE,
  async run(args, terminal) {
    const { rest, picked } = takeNode(args);
    const files = rest.filter((arg) => arg !== "--json");
    const stray = files.find((arg) => arg.startsWith("-"));
    if (stray !== undefined) throw new CommandFailure(2, `there is no option ${stray}`);
    const [before, after, ...more] = files;
    if (before === undefined || after === undefined || more.length > 0)
      throw new CommandFailure(2, "name two files: the dump before and the one after");
    const read = {
      before: await dumpsOf(before, picked, terminal),
      now: await dumpsOf(after, picked, terminal),
    };
    for (const { name, dumps } of pairs(read)) {
      const isJson = files.length < rest.length;
      if (name !== undefined && !isJson) terminal.out(`# ${name}`);
      for (const comparison of compareDumps(dumps).families) {
        if (isJson) terminal.out(JSON.stringify({ ...comparison, node: name, made: undefined }));
        else print(comparison, terminal);
      }
    }
    return 0;
  },
};

interface NamedDump {
  /** undefined where the file is not of several machines. */
  readonly name: string | undefined;
  readonly dump: DumpToCompare;
}

async function dumpsOf(
  file: string,
  picked: string | undefined,
  terminal: Terminal,
): Promise<readonly NamedDump[]> {
  const { text, bytes } = await fileText(file, terminal);
  const dumps = nodesIn({ file, text }, picked).flatMap(({ name, sections }) => {
    const { rulesets } = readRules(text, sections, { bytes });
    const rules = rulesets.map((one) => ({ family: one.ruleset.family, text: one.text }));
    return rules.length === 0 ? [] : { name, dump: { rules } };
  });
  if (dumps.length === 0) throw new CommandFailure(1, `${file} holds no rules`);
  return dumps;
}

interface NamedPair {
  readonly name: string | undefined;
  readonly dumps: { readonly before: DumpToCompare; readonly now: DumpToCompare };
}

/** One node is compared with one, whatever they are called; of several those that both files have. */
function pairs({
  before,
  now,
}: {
  readonly before: readonly NamedDump[];
  readonly now: readonly NamedDump[];
}): readonly NamedPair[] {
  const [one, other] = [before[0], now[0]];
  if (before.length === 1 && now.length === 1 && one !== undefined && other !== undefined)
    return [{ name: undefined, dumps: { before: one.dump, now: other.dump } }];
  const found = before.flatMap(({ name, dump }) => {
    const namesake = name === undefined ? undefined : now.find((node) => node.name === name);
    return namesake === undefined ? [] : { name, dumps: { before: dump, now: namesake.dump } };
  });
  if (found.length > 0) return found;
  const names = [...before, ...now].flatMap(({ name }) => name ?? []);
  throw new CommandFailure(
    1,
    `no node is in both files: cut out one of ${names.join(", ")} with read --print --node NAME, and compare that`,
  );
}

function print(comparison: FamilyComparison, terminal: Terminal): void {
  for (const line of comparisonLines(comparison)) terminal.out(line);
  if (comparison.chains.length === 0) return;
  terminal.out("\nPackets");
  for (const line of packetLines(comparison.packets, comparison.made !== undefined))
    terminal.out(line);
}
