/** The words of a command, sorted into options with their values and the rest, in order. */
export interface CommandWords {
  /** By name as written, dashes included; an option without value has "". The last of a name is kept. */
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** Sorts the words behind a program's name. `valued` names the options that take the next word, or the rest of theirs. */
export function commandOptions(
  words: readonly string[],
  valued: ReadonlySet<string>,
): CommandWords {
  const options = new Map<string, string>();
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return { options, operands: [...operands, ...words.slice(at + 1)] };
    if (!/^-[^-\d]|^-[-46\d]/.test(word)) operands.push(word);
    else if (word.startsWith("--")) at += setLong(word, words[at + 1], { options, valued });
    else at += setShort(word, words[at + 1], { options, valued });
  }
  return { options, operands };
}

interface Sorting {
  readonly options: Map<string, string>;
  readonly valued: ReadonlySet<string>;
}

/** Both give how many words more than the option's own they took. */
function setLong(word: string, next: string | undefined, { options, valued }: Sorting): number {
  const [name = word, value] = word.split(/=(.*)/s);
  const takesNext = value === undefined && valued.has(name);
  options.set(name, value ?? (takesNext ? (next ?? "") : ""));
  return takesNext ? 1 : 0;
}

/** `-vz`, `-w3`, `-p 80`: of letters that stand together only the last may have a value. */
function setShort(word: string, next: string | undefined, { options, valued }: Sorting): number {
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at]}`;
    if (!valued.has(name)) {
      options.set(name, "");
      continue;
    }
    const rest = word.slice(at + 1);
    options.set(name, rest === "" ? (next ?? "") : rest);
    return rest === "" ? 1 : 0;
  }
  return 0;
}
