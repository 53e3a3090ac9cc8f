/** What joins a command to the one before it. */
export type Joint = "then" | "and" | "or" | "pipe";

/** One simple command of a shell script, quotes taken away and variables put in. */
export interface ShellCommand {
  readonly joint: Joint;
  readonly words: readonly string[];
  /** A variable whose value the text does not tell; undefined when there is none. */
  readonly unset: string | undefined;
}

const JOINTS: Readonly<Record<string, Joint>> = { "&&": "and", "||": "or", "|": "pipe" };
const VARIABLE = /^\$(?:\{(\w+)\}|(\w+))/;
const SUBSTITUTION = /^(?:\$\(|`|\$\{|\$[@*#?!$-])/;

/** Splits a line, continued lines joined, into its commands. A comment ends it. */
export function splitCommands(
  line: string,
  variables: ReadonlyMap<string, string>,
): readonly ShellCommand[] {
  return new ShellLine(line, variables).commands();
}

class ShellLine {
  readonly #line: string;
  readonly #variables: ReadonlyMap<string, string>;
  readonly #commands: ShellCommand[] = [];
  #at = 0;
  #joint: Joint = "then";
  #words: string[] = [];
  #word: string | undefined;
  #unset: string | undefined;

  constructor(line: string, variables: ReadonlyMap<string, string>) {
    this.#line = line;
    this.#variables = variables;
  }

  commands(): readonly ShellCommand[] {
    while (this.#at < this.#line.length && !this.#isComment()) this.#step();
    this.#endCommand("then");
    return this.#commands;
  }

  #isComment(): boolean {
    return this.#line[this.#at] === "#" && this.#word === undefined;
  }

  #step(): void {
    const sign = this.#line[this.#at] ?? "";
    const two = this.#line.slice(this.#at, this.#at + 2);
    if (sign === " " || sign === "\t") this.#endWord(1);
    else if (JOINTS[two] !== undefined) this.#endCommand(JOINTS[two], 2);
    else if (sign === "|") this.#endCommand("pipe", 1);
    else if (sign === ";") this.#endCommand("then", 1);
    else if (sign === "'") this.#readSingleQuoted();
    else if (sign === '"') this.#readDoubleQuoted();
    else if (sign === "\\") this.#add(this.#line[this.#at + 1] ?? "", 2);
    else if (sign === "$" || sign === "`") this.#readVariable(true);
    else this.#add(sign, 1);
  }

  #readSingleQuoted(): void {
    const end = this.#line.indexOf("'", this.#at + 1);
    const stop = end < 0 ? this.#line.length : end;
    this.#add(this.#line.slice(this.#at + 1, stop), stop + 1 - this.#at);
  }

  #readDoubleQuoted(): void {
    this.#add("", 1);
    while (this.#at < this.#line.length && this.#line[this.#at] !== '"') {
      const sign = this.#line[this.#at] ?? "";
      if (sign === "\\" && /["\\$`]/.test(this.#line[this.#at + 1] ?? ""))
        this.#add(this.#line[this.#at + 1] ?? "", 2);
      else if (sign === "$" || sign === "`") this.#readVariable(false);
      else this.#add(sign, 1);
    }
    this.#at++;
  }

  /** Outside quotes the words in a value are words of the command. */
  #readVariable(splits: boolean): void {
    const rest = this.#line.slice(this.#at, this.#at + 200);
    const [whole = "$", braced, bare] = VARIABLE.exec(rest) ?? [];
    const name = braced ?? bare;
    if (name === undefined) {
      if (SUBSTITUTION.test(rest)) this.#unset ??= rest.split(/\s/, 1)[0] ?? "$";
      this.#add("$", 1);
      return;
    }
    const value = this.#variables.get(name);
    if (value === undefined) this.#unset ??= `$${name}`;
    const [first = "", ...more] = splits ? (value ?? whole).trim().split(/\s+/) : [value ?? whole];
    this.#add(first, whole.length);
    for (const word of more) {
      this.#endWord(0);
      this.#add(word, 0);
    }
  }

  #add(text: string, length: number): void {
    this.#word = (this.#word ?? "") + text;
    this.#at += length;
  }

  #endWord(length: number): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
    this.#at += length;
  }

  #endCommand(next: Joint, length = 0): void {
    this.#endWord(length);
    if (this.#words.length > 0)
      this.#commands.push({ joint: this.#joint, words: this.#words, unset: this.#unset });
    this.#joint = next;
    this.#words = [];
    this.#unset = undefined;
  }
}
