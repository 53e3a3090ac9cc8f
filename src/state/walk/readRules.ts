import { type Family, type ParsedRuleset, parseRuleset, parseRulesetInSteps } from "@/engine";

/** More rules than this are not all checked while the page waits; they are read when they are asked for. */
const CHECKED_CHARACTERS = 1_000_000;

/** The texts read last, so that an edit beside a large dump does not read the dump again. */
const readTexts = new Map<string, ParsedRuleset>();
const TEXTS_KEPT = 4;

/**
 * The rules of a pasted text. Read once for a text, as long as few others are read in between. `family` where it is known and
 * the text need not tell.
 */
export function readRules(text: string, family?: Family): ParsedRuleset {
  const read = keptRules(text, family) ?? parseRuleset(text, { rules: howRead(text), family });
  keep(text, read);
  return read;
}

/** Reads a long text a piece at each step of the generator, so that `readRules` finds it read. */
export function* readRulesInSteps(text: string): Generator<undefined, undefined, undefined> {
  if (text.length <= CHECKED_CHARACTERS || keptRules(text) !== undefined) return undefined;
  keep(text, yield* parseRulesetInSteps(text, { rules: "when asked" }));
  return undefined;
}

function howRead(text: string): "when asked" | "all" {
  return text.length > CHECKED_CHARACTERS ? "when asked" : "all";
}

function keptRules(text: string, family?: Family): ParsedRuleset | undefined {
  const kept = readTexts.get(text);
  return family === undefined || kept?.ruleset.family === family ? kept : undefined;
}

function keep(text: string, read: ParsedRuleset): void {
  readTexts.delete(text);
  readTexts.set(text, read);
  const oldest = readTexts.keys().next();
  if (readTexts.size > TEXTS_KEPT && !oldest.done) readTexts.delete(oldest.value);
}
