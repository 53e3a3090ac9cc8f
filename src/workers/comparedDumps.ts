import { compareRulesets, type RulesetComparison } from "@/comparison/compareRulesets";
import { emptyRuleset, type Family, parseRuleset, type Ruleset } from "@/engine";

/** The rules of one node, of one family or both, as text. */
export interface DumpToCompare {
  readonly rules: readonly { readonly family: Family; readonly text: string }[];
}

export interface DumpsToCompare {
  readonly before: DumpToCompare;
  readonly now: DumpToCompare;
}

/** What differs between two dumps. Plain data, that a worker can hand over. */
export interface DumpComparison {
  /** One for each family that either dump has. */
  readonly families: readonly RulesetComparison[];
}

/** Compares two dumps; `report` is told now and then how far it is. */
export function compareDumps(
  { before, now }: DumpsToCompare,
  report: (line: string) => void = () => undefined,
): DumpComparison {
  report("Reading the rules before");
  const old = readSide(before);
  report("Reading the rules now");
  const current = readSide(now);
  const families = new Set([...old.keys(), ...current.keys()]);
  return {
    families: [...families].map((family) =>
      compareRulesets(
        {
          before: old.get(family) ?? emptyRuleset(family),
          now: current.get(family) ?? emptyRuleset(family),
        },
        (done, chains) =>
          report(`${done.toLocaleString("en")} of ${chains.toLocaleString("en")} chains compared`),
      ),
    ),
  };
}

function readSide({ rules }: DumpToCompare): ReadonlyMap<Family, Ruleset> {
  return new Map(
    rules
      .filter(({ text }) => text.trim() !== "")
      .map(({ family, text }) => [
        family,
        parseRuleset(text, { family, rules: "when asked" }).ruleset,
      ]),
  );
}
