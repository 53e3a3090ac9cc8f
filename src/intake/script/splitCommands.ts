/** What joins a command to the one before it. */
export type Joint = "then" | "and" | "or" | "pipe";

/** One simple command of a shell script, quotes taken away and variables put in; a word as `then` or `{` is one alone. */
export interface ShellCommand {
  readonly joint: Joint;
  /** As it is written, which makes one command again. */
  readonly source: string;
  readonly words: readonly string[];
  /** A variable whose value the text does not tell; undefined when there is none. */
  readonly unset: string | undefined;
}

const JOINTS: Readonly<Record<string, Joint>> = { "&&": "and", "||": "or", "|": "pipe" };
const VARIABLE = /^\$(?:\{(\d+|[A-Za-z_]\w*|[@*])(?::-([^${}`"'\\]*))?\}|(\d|[A-Za-z_]\w*|[@*]))/;
/** Stands between the words in the value of `$@`. */
export const BETWEEN_ARGUMENTS = "\u0001";
const ASSIGNS = /^(?:[A-Za-z_]\w*=|(?:export|local|readonly|declare|typeset)$)/;
const SUBSTITUTION = /^\$[({#?!$-]/;
const OWN_COMMAND = /^(?:if|then|elif|else|fi|while|until|do|done|esac|\{|\})$/;
const FUNCTION_PARENTHESES = /^\([ \t]*\)/;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "{": "}" };

/**
 * Splits a line, continued lines joined, into its commands. A comment ends it. The head of a function, `open()` as well as
 * `function open`, is the command `function open`.
 */
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
  /** Where the command at hand begins. */
  #start = 0;
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
    if (sign === " " || sign === "\t") this.#endWord(1);
    else if (!this.#joins(sign)) this.#readSign(sign);
  }

  /** Whether the sign ends a command. */
  #joins(sign: string): boolean {
    const two = this.#line.slice(this.#at, this.#at + 2);
    if (JOINTS[two] !== undefined) this.#endCommand(JOINTS[two], 2);
    else if (sign === "|") this.#endCommand("pipe", 1);
    else if (sign === ";") this.#endCommand("then", 1);
    else if (sign === "&" && two !== "&>" && !/[<>]$/.test(this.#word ?? ""))
      this.#endCommand("then", 1);
    else if (sign === "(") this.#readParenthesis();
    else if (sign === ")") this.#standAlone(")");
    else return false;
    return true;
  }

  #readSign(sign: string): void {
    if (sign === "'") this.#readSingleQuoted();
    else if (sign === '"') this.#readDoubleQuoted();
    else if (sign === "\\") this.#add(this.#line[this.#at + 1] ?? "", 2);
    else if (sign === "$" || sign === "`") this.#readVariable(true);
    else this.#add(sign, 1);
  }

  /** Those behind a name are of a function's head; within a word they hold a list. */
  #readParenthesis(): void {
    const [empty] = FUNCTION_PARENTHESES.exec(this.#line.slice(this.#at, this.#at + 10)) ?? [];
    if (empty !== undefined) {
      this.#endWord(0);
      if (this.#words[0] !== "function") this.#words.unshift("function");
      this.#endCommand("then", empty.length);
    } else if (this.#word !== undefined) this.#readSubstitution(0);
    else this.#standAlone("(");
  }

  #standAlone(sign: string): void {
    const joint = sign === "(" ? this.#joint : "then";
    this.#endCommand(joint);
    this.#start = this.#at;
    this.#add(sign, 1);
    this.#endCommand("then");
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

  #readVariable(splits: boolean): void {
    const rest = this.#line.slice(this.#at, this.#at + 200);
    const [whole, braced, fallback, bare] = VARIABLE.exec(rest) ?? [];
    if (whole === undefined) {
      this.#readSubstitution(SUBSTITUTION.test(rest) ? 1 : 0);
      return;
    }
    const name = braced ?? bare ?? "";
    const value = this.#variables.get(name) || (fallback ?? this.#variables.get(name));
    if (value === undefined) this.#unset ??= `$${name}`;
    this.#at += whole.length;
    if (name === "@" && !splits) this.#putWords((value ?? whole).split(BETWEEN_ARGUMENTS));
    else this.#put(value ?? whole, splits && !this.#isAssigned());
  }

  /** Outside quotes the words in a value are words of the command, and an empty value is none. */
  #put(value: string, splits: boolean): void {
    if (!splits) {
      this.#add(value, 0);
      return;
    }
    const words = value.replaceAll(BETWEEN_ARGUMENTS, " ").split(/\s+/);
    for (const [index, word] of words.entries()) {
      if (index > 0) this.#endWord(0);
      if (word !== "") this.#add(word, 0);
    }
  }

  /** Whether the word at hand sets a variable, whose value is one with its blanks. */
  #isAssigned(): boolean {
    return ASSIGNS.test(this.#word ?? "") && this.#words.every((word) => ASSIGNS.test(word));
  }

  /** The words of a function in quotes are as they are, and none is no word. */
  #putWords(words: readonly string[]): void {
    for (const [index, word] of words.entries()) {
      if (index > 0) this.#endWord(0);
      if (words.length > 1 || word !== "") this.#add(word, 0);
    }
  }

  /** What another command prints, or a shell computes, from `$(`, `${`, a backtick or a parenthesis on. */
  #readSubstitution(lead: number): void {
    const open = this.#line[this.#at + lead] ?? "";
    const end = open === "`" ? this.#line.indexOf("`", this.#at + 1) : this.#closing(open, lead);
    const length =
      end === undefined ? 1 + lead : (end < 0 ? this.#line.length : end + 1) - this.#at;
    const text = this.#line.slice(this.#at, this.#at + length);
    if (open !== "$") this.#unset ??= text.slice(0, 80);
    this.#add(text, length);
  }

  /** Where what opens ends; -1 when it does not, undefined when nothing opens. */
  #closing(open: string, lead: number): number | undefined {
    const close = CLOSING[open];
    if (close === undefined) return undefined;
    let depth = 0;
    for (let at = this.#at + lead; at < this.#line.length; at++) {
      if (this.#line[at] === open) depth++;
      else if (this.#line[at] === close && --depth === 0) return at;
    }
    return -1;
  }

  #add(text: string, length: number): void {
    this.#word = (this.#word ?? "") + text;
    this.#at += length;
  }

  #endWord(length: number): void {
    const word = this.#word;
    this.#word = undefined;
    if (word !== undefined) this.#take(word);
    this.#at += length;
  }

  #take(word: string): void {
    const isBody = word === "{" && this.#words[0] === "function" && this.#words.length === 2;
    if (isBody) this.#finish(this.#at - 1);
    this.#words.push(word);
    if (this.#words.length > 1 || !OWN_COMMAND.test(word)) return;
    this.#finish(this.#at);
  }

  #endCommand(next: Joint, length = 0): void {
    this.#endWord(0);
    this.#finish(this.#at);
    this.#joint = next;
    this.#at += length;
    this.#start = this.#at;
  }

  #finish(end: number): void {
    const source = this.#line.slice(this.#start, end).trim();
    if (this.#words.length > 0) {
      const [joint, words, unset] = [this.#joint, this.#words, this.#unset];
      this.#commands.push({ joint, source, words, unset });
    }
    this.#start = end;
    this.#joint = "then";
    this.#words = [];
    this.#unset = undefined;
  }
}
