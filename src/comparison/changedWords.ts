import { diffSequences } from "./diffSequences";

/** A stretch of a rule, and whether the other rule has it not. */
export interface WordStretch {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Two rules as stretches that joined by blanks are their texts. */
export interface ChangedWords {
  readonly before: readonly WordStretch[];
  readonly now: readonly WordStretch[];
}

/** The words of a rule; a quoted one with blanks is one word. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
}

/** In which words two texts of a rule differ. */
export function changedWords(before: string, now: string): ChangedWords {
  const old = wordsOf(before);
  const others = wordsOf(now);
  const { kept } = diffSequences(old, others);
  const stays = new Set(kept);
  return {
    before: stretches(old, (index) => kept[index] === -1),
    now: stretches(others, (index) => !stays.has(index)),
  };
}

function stretches(
  words: readonly string[],
  isChanged: (index: number) => boolean,
): readonly WordStretch[] {
  const made: { text: string; isChanged: boolean }[] = [];
  for (const [index, word] of words.entries()) {
    const last = made.at(-1);
    const changed = isChanged(index);
    if (last?.isChanged === changed) last.text += ` ${word}`;
    else made.push({ text: word, isChanged: changed });
  }
  return made;
}
