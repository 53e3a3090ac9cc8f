import type { Family, PassedOver, UnknownRule } from "@/engine";
import { type ConvertedRules, LONGEST_RULE } from "../rules/convertedRules";
import { pastedLine, type Section } from "../sections/section";
import { readRuleCommand, ruleTool } from "./ruleCommand";
import { type Outcome, ScriptTables } from "./scriptTables";
import { type ShellCommand, splitCommands } from "./splitCommands";

/**
 * Carries out the iptables commands of shell scripts, one section after the other, on tables that are empty in the
 * beginning. Variables are put in; loops, conditions and functions are not carried out: what stands in them is listed as
 * not understood. All other commands are passed over.
 */
export function readScripts(sections: readonly Section[]): readonly ConvertedRules[] {
  const script = new Script();
  for (const section of sections) {
    for (const { text, line } of joinContinued(section)) script.readLine(text, line);
    script.endSection();
  }
  return script.convert();
}

interface ScriptLine {
  readonly text: string;
  readonly line: number;
}

/** A backslash at its end joins a line to the next. */
function joinContinued(section: Section): readonly ScriptLine[] {
  const joined: { text: string; line: number }[] = [];
  let isContinued = false;
  for (const [index, text] of section.text.split("\n").entries()) {
    const last = joined.at(-1);
    const continues = /\\\s*$/.test(text);
    const own = continues ? text.replace(/\\\s*$/, " ") : text;
    if (isContinued && last !== undefined) last.text += own;
    else joined.push({ text: own, line: pastedLine(section, index + 1) });
    isContinued = continues;
  }
  return joined;
}

const OPENS = /^(?:for|while|until|if|case|select)$/;
const CLOSES = /^(?:done|fi|esac|\})$/;
const BEFORE_COMMAND: ReadonlySet<string> = new Set([
  "sudo",
  "exec",
  "command",
  "then",
  "do",
  "else",
  "{",
  "!",
  "nice",
]);
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
const FUNCTION = /^\w[\w-]*\(\)$/;

/** Values that a script doubles again and again are not followed. */
const LONGEST_VALUE = 1000;

class Script {
  readonly #tables: Readonly<Record<Family, ScriptTables>> = {
    IPv4: new ScriptTables("IPv4"),
    IPv6: new ScriptTables("IPv6"),
  };
  readonly #variables = new Map<string, string>([
    ["IPTABLES", "iptables"],
    ["IPT", "iptables"],
    ["IP6TABLES", "ip6tables"],
    ["IPT6", "ip6tables"],
  ]);
  readonly #unknown: UnknownRule[] = [];
  readonly #passedOver: PassedOver[] = [];
  /** What begins the blocks that the line at hand stands in. */
  #blocks: string[] = [];
  #hasCommands = false;

  readLine(text: string, line: number): void {
    if (text.length > LONGEST_RULE) {
      this.#passedOver.push({ line, text });
      return;
    }
    let isDone = true;
    let isOfRules = false;
    for (const command of splitCommands(text, this.#variables)) {
      const isSkipped = (command.joint === "or" && isDone) || (command.joint === "and" && !isDone);
      if (isSkipped) continue;
      const outcome = this.#run(command, { text, line });
      isDone = outcome !== "refused";
      isOfRules ||= outcome === "done";
    }
    if (!isOfRules && text.trim() !== "") this.#passedOver.push({ line, text });
  }

  endSection(): void {
    this.#blocks = [];
  }

  convert(): readonly ConvertedRules[] {
    const converted = [...this.#tables.IPv4.convert(), ...this.#tables.IPv6.convert()];
    const gone = [...this.#tables.IPv4.gone, ...this.#tables.IPv6.gone].map((line) => ({
      line,
      text: "a rule that a later command takes away again",
    }));
    const rest: ConvertedRules = {
      table: undefined,
      family: undefined,
      lines: [],
      lost: [],
      unknown: this.#unknown,
      passedOver: [...this.#passedOver, ...gone],
      assumed: this.#hasCommands
        ? ["The commands were carried out in their order, beginning with empty tables."]
        : [],
    };
    return [...converted, rest];
  }

  #run(command: ShellCommand, at: ScriptLine): Outcome | "other" {
    const words = this.#withoutPrefix(command.words);
    const [first = ""] = words;
    if (OPENS.test(first) || FUNCTION.test(first) || first === "function") this.#blocks.push(first);
    else if (CLOSES.test(first)) this.#blocks.pop();
    const tool = ruleTool(first);
    if (tool === undefined) return this.#assign(command);
    const why = this.#whyNotRun(command);
    if (why !== undefined) return this.#refuse(at, why);
    const read = readRuleCommand(tool, words.slice(1));
    if (typeof read === "string") return this.#refuse(at, read);
    const outcome = this.#tables[read.family].run(read, at.line);
    if (typeof outcome === "object") return this.#refuse(at, outcome.why);
    if (outcome === "done") this.#hasCommands = true;
    return outcome;
  }

  #withoutPrefix(words: readonly string[]): readonly string[] {
    let at = 0;
    while (BEFORE_COMMAND.has(words[at] ?? "")) {
      at++;
      while (words[at - 1] === "sudo" && words[at]?.startsWith("-")) at++;
    }
    return words.slice(at);
  }

  #whyNotRun({ unset }: ShellCommand): string | undefined {
    const block = this.#blocks.at(-1);
    if (block !== undefined)
      return `it stands in "${block}", and blocks of a script are not carried out here`;
    return unset === undefined ? undefined : `the text does not tell the value of ${unset}`;
  }

  #refuse({ text, line }: ScriptLine, why: string): "done" {
    this.#unknown.push({ line, column: 1, text: text.trim(), why });
    return "done";
  }

  #assign({ words, unset }: ShellCommand): "other" {
    const own = /^(?:export|local|readonly|declare)$/.test(words[0] ?? "") ? words.slice(1) : words;
    const assigned = own.map((word) => ASSIGNMENT.exec(word));
    if (assigned.every((found) => found !== null) && this.#blocks.length === 0) {
      for (const [, name = "", value = ""] of assigned) {
        if (unset === undefined && value.length <= LONGEST_VALUE) this.#variables.set(name, value);
        else this.#variables.delete(name);
      }
    }
    return "other";
  }
}
