import { comparisonLines } from "@/comparison/comparisonLines";
import { packetLines } from "@/comparison/packets/packetLines";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { compareDumps, type DumpToCompare, type FamilyComparison } from "@/workers/comparedDumps";
import { type Command, CommandFailure, type Terminal } from "./command";
import { fileBytes } from "./fileBytes";

const USAGE = ["  chainwalk compare [--json] BEFORE AFTER"];

/** `compare BEFORE AFTER`: in what the rules of two dumps differ, chain by chain. */
export const compare: Command = {
  usage: USAGE,
  async run(args, terminal) {
    const files = args.filter((arg) => arg !== "--json");
    const stray = files.find((arg) => arg.startsWith("-"));
    if (stray !== undefined) throw new CommandFailure(2, `there is no option ${stray}`);
    const [before, after, ...more] = files;
    if (before === undefined || after === undefined || more.length > 0)
      throw new CommandFailure(2, "name two files: the dump before and the one after");
    const dumps = { before: await dumpOf(before), now: await dumpOf(after) };
    for (const comparison of compareDumps(dumps).families) {
      if (files.length < args.length)
        terminal.out(JSON.stringify({ ...comparison, made: undefined }));
      else print(comparison, terminal);
    }
    return 0;
  },
};

async function dumpOf(file: string): Promise<DumpToCompare> {
  const bytes = await fileBytes(file);
  if (typeof bytes === "string") throw new CommandFailure(1, `${file} cannot be read: ${bytes}`);
  const text = new TextDecoder().decode(bytes);
  const { rulesets } = readRules(text, splitSections(text), { bytes });
  if (rulesets.length === 0) throw new CommandFailure(1, `${file} holds no rules`);
  return { rules: rulesets.map((read) => ({ family: read.ruleset.family, text: read.text })) };
}

function print(comparison: FamilyComparison, terminal: Terminal): void {
  for (const line of comparisonLines(comparison)) terminal.out(line);
  if (comparison.chains.length === 0) return;
  terminal.out("\nPackets");
  for (const line of packetLines(comparison.packets, comparison.made !== undefined))
    terminal.out(line);
}
