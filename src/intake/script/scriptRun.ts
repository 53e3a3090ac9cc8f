import type { Family, UnknownRule } from "@/engine";
import { type Ending, endingOf } from "./otherCommand";
import { readRuleCommand, ruleTool } from "./ruleCommand";
import { ScriptTables } from "./scriptTables";
import type { ShellStep } from "./shellSteps";
import { ShellVariables } from "./shellVariables";
import { type ShellCommand, splitCommands } from "./splitCommands";
import { withoutPrefix } from "./withoutPrefix";

/** Steps that loops and functions repeat are carried out so often, all in all. */
const MOST_REPEATED = 50_000;
const DEEPEST_CALL = 20;

type StepOf<Kind extends ShellStep["kind"]> = Extract<ShellStep, { readonly kind: Kind }>;
type Leaves = "turn" | "loop" | "function" | "script";
const LEAVES: ReadonlyMap<string, Leaves> = new Map([
  ["continue", "turn"],
  ["break", "loop"],
  ["return", "function"],
  ["exit", "script"],
]);

/**
 * Carries out the steps of scripts on tables that are empty in the beginning. A command of iptables that the text does not
 * tell of whether, or with which words, a shell comes to it is not carried out, and is told.
 */
export class ScriptRun {
  readonly tables: Readonly<Record<Family, ScriptTables>> = {
    IPv4: new ScriptTables("IPv4"),
    IPv6: new ScriptTables("IPv6"),
  };
  readonly unknown: UnknownRule[] = [];
  /** Lines with commands of iptables that were carried out or told. */
  readonly lines = new Set<number>();
  hasCommands = false;
  readonly #variables = new ShellVariables();
  readonly #functions = new Map<string, StepOf<"function">>();
  /** Those that a shell may not come to define so. */
  readonly #doubtful = new Set<StepOf<"function">>();
  readonly #uncalled = new Set<StepOf<"function">>();
  /** How the last command ended, and what made that unknown. */
  #ending: Ending = "well";
  #cause = "";
  /** Why it is unknown whether a shell comes to the step at hand; undefined when it does. */
  #doubt: string | undefined;
  /** The same of all steps that are left in a loop or function. */
  #doubtOfRest: { readonly why: string; readonly leaves: Leaves } | undefined;
  #leaves: Leaves | undefined;
  #depth = 0;
  #calls = 0;
  /** How many loops that are carried out the step at hand stands in, within its function. */
  #loops = 0;
  #changes = 0;
  #left = MOST_REPEATED;

  run(steps: readonly ShellStep[]): void {
    this.#runAll(steps);
    this.#leaves = undefined;
    this.#doubtOfRest = undefined;
    this.#ending = "well";
  }

  /** Tells the commands in functions that nothing calls. */
  finish(): void {
    for (const uncalled of this.#uncalled) {
      const why = `it stands in the ${uncalled.source}, which nothing calls here`;
      this.#inDoubt(why, () => this.#runAll(uncalled.body));
    }
  }

  refuse({ line, source }: { readonly line: number; readonly source: string }, why: string): void {
    this.lines.add(line);
    this.unknown.push({ line, column: 1, text: source.trim(), why });
  }

  #runAll(steps: readonly ShellStep[]): void {
    for (const step of steps) {
      if (this.#leaves !== undefined) return;
      const why = this.#doubtOfRest?.why ?? this.#doubtOf(step);
      if (this.#doubt !== undefined) this.#run(step);
      else if (why !== undefined) this.#inDoubt(why, () => this.#run(step));
      else if (!this.#isSkipped(step)) this.#run(step);
    }
  }

  #doubtOf({ joint }: ShellStep): string | undefined {
    if (this.#ending !== "unknown" || (joint !== "and" && joint !== "or")) return undefined;
    return dependsOn(this.#cause);
  }

  #isSkipped({ joint }: ShellStep): boolean {
    if (joint === "or") return this.#ending === "well";
    return joint === "and" && this.#ending === "failed";
  }

  #inDoubt(why: string, act: () => void): void {
    const before = this.#doubt;
    this.#doubt ??= why;
    act();
    this.#doubt = before;
    this.#ending = "unknown";
  }

  #run(step: ShellStep): void {
    if (this.#depth > 0) this.#left--;
    this.#depth++;
    if (step.kind === "command") this.#runCommand(step);
    else if (step.kind === "group") this.#runAll(step.body);
    else if (step.kind === "for") this.#runFor(step);
    else if (step.kind === "if") this.#runIf(step);
    else if (step.kind === "function") this.#define(step);
    else this.#runUnclear(step);
    this.#depth--;
  }

  #runUnclear({ source, body }: StepOf<"unclear">): void {
    const loops = this.#loops;
    if (source !== "case") this.#loops = 0;
    const why = `it stands in "${source}", and the text does not tell the course of that`;
    this.#inDoubt(why, () => this.#runAll(body));
    this.#cause = source;
    this.#loops = loops;
  }

  #define(step: StepOf<"function">): void {
    const name = /^(?:function\s+)?([^\s(]+)/.exec(step.source)?.[1] ?? "";
    const defined = { ...step, source: `function ${name}` };
    this.#functions.set(name, defined);
    this.#uncalled.add(defined);
    if (this.#doubt !== undefined) this.#doubtful.add(defined);
  }

  #runIf({ branches, otherwise }: StepOf<"if">): void {
    for (const [index, { condition, body }] of branches.entries()) {
      this.#runAll(condition);
      if (this.#doubt !== undefined || this.#ending === "unknown") {
        const rest = branches.slice(index + 1).flatMap((other) => [other.condition, other.body]);
        this.#runEither([body, ...rest, otherwise]);
        return;
      }
      if (this.#ending === "well") {
        this.#runAll(body);
        return;
      }
    }
    this.#ending = "well";
    this.#runAll(otherwise);
  }

  #runEither(ways: readonly (readonly ShellStep[])[]): void {
    const cause = this.#cause;
    this.#inDoubt(dependsOn(cause), () => {
      for (const way of ways) this.#runAll(way);
    });
    this.#cause = cause;
  }

  #runFor({ source, body }: StepOf<"for">): void {
    const [command] = splitCommands(source, this.#variables.values);
    const [, name = "", sign, ...values] = command?.words ?? [];
    const isTold = command?.unset === undefined && sign === "in" && !values.some(isPattern);
    if (!isTold || this.#doubt !== undefined) {
      const why = `it stands in "for", and the text does not tell what that goes through`;
      this.#inDoubt(why, () => this.#runAll(body));
      return;
    }
    this.#loops++;
    for (const value of values) {
      this.#variables.set(name, value);
      this.#runTurn(body);
      if (this.#leaves !== undefined) break;
    }
    this.#loops--;
    if (this.#leaves === "loop") this.#leaves = undefined;
    const ofRest = this.#doubtOfRest?.leaves;
    if (ofRest === "loop" || ofRest === "turn") this.#doubtOfRest = undefined;
  }

  #runTurn(body: readonly ShellStep[]): void {
    const why = "its loop goes on for too long to be carried out here";
    if (this.#left > 0) this.#runAll(body);
    else {
      this.#inDoubt(why, () => this.#runAll(body));
      this.#leaves = "loop";
    }
    if (this.#leaves === "turn") this.#leaves = undefined;
  }

  #runCommand(step: StepOf<"command">): void {
    const [command] = splitCommands(step.source, this.#variables.values);
    const written = withoutRedirection(command?.words ?? []);
    if (command === undefined || written.length === 0) return;
    const isInverted = written[0] === "!";
    const own = isInverted ? written.slice(1) : written;
    const called = this.#functions.get(own[0] ?? "");
    const run = { ...command, words: called === undefined ? withoutPrefix(own) : own };
    this.#ending = called ? this.#call(called, step, run) : this.#endingOf(step, run);
    if (this.#ending === "unknown") this.#cause = step.source;
    else if (isInverted) this.#ending = this.#ending === "well" ? "failed" : "well";
  }

  #endingOf(step: StepOf<"command">, command: ShellCommand): Ending {
    const { words, unset } = command;
    const [first = ""] = words;
    const tool = ruleTool(first);
    if (tool !== undefined) return this.#change(step, tool, command);
    if (first.startsWith("$") && words.some((word) => RULE_ACTION.test(word))) {
      this.refuse(step, `the text does not tell the value of ${unset ?? first}`);
      return "unknown";
    }
    if (this.#variables.assign(command, this.#doubt !== undefined)) return "well";
    this.#variables.change(words, this.#doubt !== undefined);
    const leaves = LEAVES.get(first);
    if (leaves !== undefined) this.#leave(leaves);
    return endingOf(words, unset);
  }

  /** `exit` outside of all blocks may be a session's; one that may be come to is a guard's, which lets a script go on. */
  #leave(leaves: Leaves): void {
    if (leaves === "script" && (this.#depth === 1 || this.#doubt !== undefined)) return;
    if (leaves === "function" && this.#calls === 0) return;
    if ((leaves === "loop" || leaves === "turn") && this.#loops === 0) return;
    if (this.#doubt === undefined) this.#leaves = leaves;
    else this.#doubtOfRest ??= { why: this.#doubt, leaves };
  }

  #call(
    called: StepOf<"function">,
    step: StepOf<"command">,
    { words, unset }: ShellCommand,
  ): Ending {
    if (this.#calls >= DEEPEST_CALL || this.#left <= 0) {
      this.refuse(step, "functions call each other too often to be carried out here");
      return "unknown";
    }
    this.#uncalled.delete(called);
    const [rest, loops, changes] = [this.#doubtOfRest, this.#loops, this.#changes];
    this.#calls++;
    this.#doubtOfRest = undefined;
    this.#loops = 0;
    const args = unset === undefined ? words.slice(1) : undefined;
    this.#variables.withArguments(args, () => this.#runBody(called));
    this.#calls--;
    this.#doubtOfRest = rest;
    this.#loops = loops;
    if (this.#leaves === "function") this.#leaves = undefined;
    if (this.#changes > changes) this.lines.add(step.line);
    return this.#ending;
  }

  #runBody(called: StepOf<"function">): void {
    const why = `it stands in the ${called.source}, and the text does not tell whether that is so`;
    if (this.#doubtful.has(called)) this.#inDoubt(why, () => this.#runAll(called.body));
    else this.#runAll(called.body);
  }

  #change(
    step: StepOf<"command">,
    tool: "iptables" | "ip6tables",
    { words, unset }: ShellCommand,
  ): Ending {
    this.#changes++;
    const unknown =
      unset === undefined ? undefined : `the text does not tell the value of ${unset}`;
    const read = this.#doubt ?? unknown ?? readRuleCommand(tool, words.slice(1));
    const outcome =
      typeof read === "string" ? { why: read } : this.tables[read.family].run(read, step.line);
    if (typeof outcome === "object") {
      this.refuse(step, outcome.why);
      return "well";
    }
    if (outcome === "refused") return "failed";
    this.lines.add(step.line);
    this.hasCommands = true;
    return "well";
  }
}

const RULE_ACTION = /^-(?:[ADIRNXFPE]|t)$/;

function isPattern(word: string): boolean {
  return /[*?[{]/.test(word);
}

function withoutRedirection(words: readonly string[]): readonly string[] {
  return /^\d?[<>]/.test(words[0] ?? "") ? [] : words;
}

function dependsOn(cause: string): string {
  return `it depends on "${cause}", and the text does not tell whether that holds`;
}
