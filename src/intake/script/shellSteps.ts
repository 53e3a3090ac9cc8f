import { type Joint, splitCommands } from "./splitCommands";

/** What a line of a script says, quotes and variables as they are written. */
interface RawCommand {
  readonly joint: Joint;
  /** The words without values of variables, to know a block's head and end. */
  readonly words: readonly string[];
  readonly source: string;
  /** 1-based line of the pasted text. */
  readonly line: number;
}

interface Step {
  readonly joint: Joint;
  /** The command, or the head of the block. */
  readonly source: string;
  readonly line: number;
}

interface Block<Kind extends string> extends Step {
  readonly kind: Kind;
  readonly body: readonly ShellStep[];
}

/** A simple command, or a block of commands that a shell carries out when, and as often as, the block's head says. */
export type ShellStep =
  | (Step & { readonly kind: "command" })
  /** `{ … }` and `( … )`. */
  | Block<"group">
  | Block<"for">
  | Block<"function">
  /** What nothing here tells the course of: while, until, case, select. */
  | Block<"unclear">
  | (Step & {
      readonly kind: "if";
      readonly branches: readonly IfBranch[];
      /** What stands behind `else`. */
      readonly otherwise: readonly ShellStep[];
    });

/** `if` or `elif` with its `then`. */
export interface IfBranch {
  readonly condition: readonly ShellStep[];
  readonly body: readonly ShellStep[];
}

/** Reads the lines of a script, those that a backslash continues joined. What is never closed ends with the script. */
export function shellSteps(
  lines: readonly { readonly text: string; readonly line: number }[],
): readonly ShellStep[] {
  const none = new Map<string, string>();
  const commands = lines.flatMap(({ text, line }) =>
    splitCommands(text, none).map(({ joint, words, source }) => ({ joint, words, source, line })),
  );
  return new Reader(commands).steps([]);
}

/** Blocks within blocks are read so far; what opens deeper is taken for a command. */
const DEEPEST = 50;

class Reader {
  readonly #commands: readonly RawCommand[];
  #at = 0;
  #depth = 0;

  constructor(commands: readonly RawCommand[]) {
    this.#commands = commands;
  }

  /** The steps up to one of the words, which is not taken, or up to the end. */
  steps(ends: readonly string[]): readonly ShellStep[] {
    const steps: ShellStep[] = [];
    for (let word = this.#word(); word !== undefined; word = this.#word()) {
      if (ends.includes(word)) break;
      const step = this.#step();
      if (step !== undefined) steps.push(step);
    }
    return steps;
  }

  #word(): string | undefined {
    return this.#commands[this.#at]?.words[0];
  }

  #take(word: string): void {
    if (this.#word() === word) this.#at++;
  }

  #step(): ShellStep | undefined {
    const command = this.#commands[this.#at];
    if (command === undefined) return undefined;
    const { joint, source, line } = command;
    const [word = ""] = command.words;
    this.#at++;
    if (this.#depth >= DEEPEST) return { kind: "command", joint, source, line };
    this.#depth++;
    const block = this.#block(word, { joint, source, line });
    this.#depth--;
    if (block !== undefined) return block;
    return ENDS.has(word) ? undefined : { kind: "command", joint, source, line };
  }

  #block(word: string, step: Step): ShellStep | undefined {
    switch (word) {
      case "{":
        return { ...step, kind: "group", body: this.#body(["}"]) };
      case "(":
        return { ...step, kind: "group", body: this.#body([")"]) };
      case "for":
        return { ...step, kind: "for", body: this.#body(["done"]) };
      case "while":
      case "until":
      case "select":
        return { ...step, source: word, kind: "unclear", body: this.#body(["done"]) };
      case "case":
        return { ...step, source: word, kind: "unclear", body: this.#body(["esac"]) };
      case "function":
        return this.#function(step);
      case "if":
        return this.#if(step);
      default:
        return undefined;
    }
  }

  #body(ends: readonly [string]): readonly ShellStep[] {
    const body = this.steps(ends);
    this.#take(ends[0]);
    return body;
  }

  /** The one step behind its head, which is a block as a rule. */
  #function(step: Step): ShellStep {
    const body = this.#step();
    return { ...step, kind: "function", body: body === undefined ? [] : [body] };
  }

  #if(step: Step): ShellStep {
    const branches: IfBranch[] = [];
    do {
      this.#take("elif");
      const condition = this.steps(["then", "elif", "else", "fi"]);
      this.#take("then");
      branches.push({ condition, body: this.steps(["elif", "else", "fi"]) });
    } while (this.#word() === "elif");
    this.#take("else");
    const otherwise = this.steps(["fi"]);
    this.#take("fi");
    return { ...step, kind: "if", branches, otherwise };
  }
}

/** Words of blocks that say nothing of themselves. */
const ENDS: ReadonlySet<string> = new Set([
  "then",
  "do",
  "else",
  "elif",
  "fi",
  "done",
  "esac",
  "}",
  ")",
]);
