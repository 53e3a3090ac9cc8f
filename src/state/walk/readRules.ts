import { type Family, type ParsedRuleset, parseRuleset } from "@/engine";

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
  const kept = readTexts.get(text);
  const known = family === undefined || kept?.ruleset.family === family ? kept : undefined;
  const rules = text.length > CHECKED_CHARACTERS ? "when asked" : "all";
  const read = known ?? parseRuleset(text, { rules, family });
  readTexts.delete(text);
  readTexts.set(text, read);
  const oldest = readTexts.keys().next();
  if (readTexts.size > TEXTS_KEPT && !oldest.done) readTexts.delete(oldest.value);
  return read;
}
