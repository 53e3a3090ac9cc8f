import { pastedLine, type Section } from "../sections/section";

/** A line of a script and where it begins in the pasted text, 1-based. */
export interface ScriptLine {
  readonly text: string;
  readonly line: number;
  /** Whether it is a text for another program, as it stands behind `cat <<END`, and no command of the script. */
  readonly isText: boolean;
}

const HERE_TEXT = /(?<!<)<<-?\s*(["']?)([A-Za-z_]\w*)\1/;

/** The lines of a script; a backslash at its end joins a line to the next. */
export function scriptLines(section: Section): readonly ScriptLine[] {
  const texts = section.text.split("\n");
  const lastOf = new Map(texts.map((text, index) => [text.trim(), index]));
  const joined: { text: string; line: number; isText: boolean }[] = [];
  let isContinued = false;
  let end: string | undefined;
  for (const [index, text] of texts.entries()) {
    const last = joined.at(-1);
    const isText = end !== undefined;
    const continues = !isText && /^[^#].*\\\s*$/.test(text);
    const own = continues ? text.replace(/\\\s*$/, " ") : text;
    if (isContinued && last !== undefined) last.text += own;
    else joined.push({ text: own, line: pastedLine(section, index + 1), isText });
    isContinued = continues;
    const begun = isText ? end : HERE_TEXT.exec(text)?.[2];
    end = begun !== undefined && (lastOf.get(begun) ?? 0) > index ? begun : undefined;
    if (text.trim() === end) end = undefined;
  }
  return joined;
}
