import { BETWEEN_ARGUMENTS, type ShellCommand } from "./splitCommands";

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
const DECLARES = /^(?:export|local|readonly|declare|typeset)$/;
const FORGETS = /^(?:read|unset|getopts|mapfile|readarray)$/;
/** What a script asks the machine for, and what it is told on every one. */
const WHERE_IS =
  /^(?:\$\(|`)\s*(?:which|command -v|type -[pP])\s+(?:\/\S*\/)?(ip6?tables)\S*(?:\s+2>\S+)?\s*[)`]$/;

/** Values that a script doubles again and again are not followed. */
const LONGEST_VALUE = 1000;

const TOOLS = [
  ["iptables", ["IPTABLES", "IPT", "iptables", "ipt"]],
  ["ip6tables", ["IP6TABLES", "IPT6", "IP6T", "ip6tables", "ipt6"]],
] as const;

/** The variables of a shell, as far as the text of its scripts tells them. */
export class ShellVariables {
  readonly #values = new Map<string, string>(
    TOOLS.flatMap(([tool, names]) => names.map((name) => [name, tool] as const)),
  );

  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  set(name: string, value: string): void {
    if (value.length <= LONGEST_VALUE) this.#values.set(name, value);
    else this.#values.delete(name);
  }

  /**
   * Carries out a command that only assigns, false when it is another. When it is in doubt whether a shell comes to it,
   * the variables are unknown from there on.
   */
  assign({ words, unset }: ShellCommand, isInDoubt: boolean): boolean {
    const own = DECLARES.test(words[0] ?? "") ? words.slice(1) : words;
    const assigned = own
      .filter((word) => !word.startsWith("-"))
      .map((word) => ASSIGNMENT.exec(word));
    if (own.length === words.length && assigned.some((found) => found === null)) return false;
    const isKnown = unset === undefined && !isInDoubt;
    for (const [, name = "", value = ""] of assigned.filter((found) => found !== null))
      this.#take(name, WHERE_IS.exec(value)?.[1] ?? (isKnown ? value : undefined));
    return true;
  }

  #take(name: string, value: string | undefined): void {
    if (value === undefined) this.#values.delete(name);
    else this.set(name, value);
  }

  /** Does something while `$1` and so on are these; undefined when the text does not tell them. */
  withArguments(words: readonly string[] | undefined, act: () => void): void {
    const before = POSITIONS.map((name) => [name, this.#values.get(name)] as const);
    this.#bind(words);
    act();
    for (const [name, value] of before) {
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, value);
    }
  }

  /** Forgets what a command as `read` changes, and moves the words of a function on with `shift`. */
  change(words: readonly string[], isInDoubt: boolean): void {
    if (FORGETS.test(words[0] ?? "")) for (const name of words.slice(1)) this.#values.delete(name);
    if (words[0] === "shift") this.#shift(isInDoubt || words.length > 1);
  }

  /** The words of a function count from the second on. */
  #shift(isUnknown: boolean): void {
    const words = this.#values.get("@")?.split(BETWEEN_ARGUMENTS);
    this.#bind(isUnknown ? undefined : words?.slice(1));
  }

  #bind(words: readonly string[] | undefined): void {
    for (const name of POSITIONS) this.#values.delete(name);
    if (words === undefined) return;
    for (const name of NUMBERS) this.set(name, words[Number(name) - 1] ?? "");
    this.set("@", words.join(BETWEEN_ARGUMENTS));
    this.set("*", words.join(" "));
  }
}

const NUMBERS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const POSITIONS = [...NUMBERS, "@", "*"];
