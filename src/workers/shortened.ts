/** More of a line than this is not shown in a list. */
const MOST_SHOWN = 300;

/** A text as a list shows it: a line may be as long as what was pasted. */
export function shortened(text: string): string {
  if (text.length <= MOST_SHOWN) return text;
  return `${text.slice(0, MOST_SHOWN)} … (${text.length.toLocaleString("en")} characters)`;
}
