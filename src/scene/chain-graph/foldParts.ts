/** A row that is taken is read in full as far as it may; one that is passed over needs only the part that failed. */
const TAKEN_CHARACTERS = 34;
const PASSED_CHARACTERS = 22;

/** How many of a rule's parts are written out before the rest folds into `+n`. At least 1. */
export function partsShown(parts: readonly string[], isTaken: boolean): number {
  const most = isTaken ? TAKEN_CHARACTERS : PASSED_CHARACTERS;
  if (parts.join(" ").length <= most) return Math.max(1, parts.length);
  let shown = 1;
  while (shown < parts.length && foldedText(parts, shown + 1).length <= most) shown++;
  return shown;
}

/** The parts as they are written when folded: `-d 10.96.20.1/32 +2`. */
export function foldedText(parts: readonly string[], shown: number): string {
  const text = parts.slice(0, shown).join(" ");
  return shown < parts.length ? `${text} +${parts.length - shown}` : text;
}
