import { compareRulesets, type RulesetComparison } from "@/comparison/compareRulesets";
import { comparisonLines } from "@/comparison/comparisonLines";
import { emptyRuleset, type Family, type Ruleset } from "@/engine";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { type Command, CommandFailure } from "./command";
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
    const comparisons = compareAll(await rulesOf(before), await rulesOf(after));
    for (const comparison of comparisons) {
      if (files.length < args.length) terminal.out(JSON.stringify(comparison));
      else for (const line of comparisonLines(comparison)) terminal.out(line);
    }
    return 0;
  },
};

type RulesByFamily = ReadonlyMap<Family, Ruleset>;

async function rulesOf(file: string): Promise<RulesByFamily> {
  const bytes = await fileBytes(file);
  if (typeof bytes === "string") throw new CommandFailure(1, `${file} cannot be read: ${bytes}`);
  const text = new TextDecoder().decode(bytes);
  const { rulesets } = readRules(text, splitSections(text), { bytes });
  if (rulesets.length === 0) throw new CommandFailure(1, `${file} holds no rules`);
  return new Map(rulesets.map(({ ruleset }) => [ruleset.family, ruleset]));
}

function compareAll(before: RulesByFamily, now: RulesByFamily): readonly RulesetComparison[] {
  const families = new Set([...before.keys(), ...now.keys()]);
  return [...families].map((family) =>
    compareRulesets({
      before: before.get(family) ?? emptyRuleset(family),
      now: now.get(family) ?? emptyRuleset(family),
    }),
  );
}
