import { complain, type RuleDraft } from "./ruleDraft";
import type { Word } from "./splitWords";

/** An option as it stands: its full name, its word, and a value that was written into the same word. */
export interface FoundOption {
  readonly word: Word;
  readonly name: string;
  readonly attached: Word | undefined;
  readonly inverted: boolean;
}

/** `--dport=80` and `-ptcp` carry their value in the same word. */
export function splitOption(word: Word, inverted: boolean): FoundOption {
  const { text, offset } = word;
  const isLong = text.startsWith("--");
  const end = isLong ? text.indexOf("=") : 2;
  if (end < 0 || end >= text.length) return { word, name: text, attached: undefined, inverted };
  const from = isLong ? end + 1 : end;
  const attached = { text: text.slice(from), offset: offset + from };
  return { word, name: text.slice(0, end), attached, inverted };
}

/** The words an option wants; the first may be anything, the others no option. */
export function takeValues(
  draft: RuleDraft,
  option: FoundOption,
  wanted: number,
): readonly Word[] | undefined {
  if (option.attached !== undefined && wanted === 0) {
    complain(draft, {
      kind: "unknown-option",
      name: option.name,
      word: option.word,
      why: `${option.name} takes no value`,
    });
    return undefined;
  }
  const values = option.attached === undefined ? [] : [option.attached];
  while (values.length < wanted) {
    const next = draft.words[draft.at];
    if (next === undefined || (values.length > 0 && startsAnOption(next.text))) {
      complain(draft, {
        kind: "unknown-option",
        name: option.name,
        word: option.word,
        why: `${option.name} wants ${wanted === 1 ? "a value" : `${wanted} values`} after it`,
      });
      return undefined;
    }
    values.push(next);
    draft.at++;
  }
  return values;
}

function startsAnOption(text: string): boolean {
  return text.startsWith("-") || text.startsWith("!");
}
