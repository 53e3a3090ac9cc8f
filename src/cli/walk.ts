import { type WalkedCase, walkCase } from "@/conformance/walkCase";
import { textKind } from "@/intake/textKind";
import { answerText } from "@/scene/narration/walkText";
import { askedCase } from "./askedCase";
import { type Command, CommandFailure, type Terminal } from "./command";
import { takeNode } from "./fileNodes";
import { fileText } from "./fileText";
import { walkTrace } from "./walkTrace";

/** Walks the packets of recorder cases and prints what happened, one JSON object a case. */
export const walk: Command = {
  usage: [
    "  chainwalk walk FILE        FILE: one recorder case, or cases one a line, or the recorder's answers to them",
    "  chainwalk walk --say FILE  the same in words: how each packet ends, and the hops that decided",
    "  chainwalk walk --trace TRACE [--node NAME] RULES   TRACE: the kernel's TRACE lines; RULES: what iptables-save prints there",
  ],
  async run(args, terminal) {
    if (args[0] === "--trace") {
      const { rest, picked } = takeNode(args);
      const [, trace, rules, ...more] = rest;
      if (trace === undefined || rules === undefined || more.length > 0)
        throw new CommandFailure(2, "a TRACE and the RULES of its node are wanted");
      const { text: traceText } = await fileText(trace, terminal);
      const { text } = await fileText(rules, terminal);
      return walkTrace(traceText, { file: rules, text, picked }, terminal);
    }
    const isSaid = args[0] === "--say";
    const [file, ...rest] = isSaid ? args.slice(1) : args;
    const stray = [file, ...rest].find((word) => word?.startsWith("-"));
    if (stray !== undefined) throw new CommandFailure(2, `there is no option ${stray}`);
    if (file === undefined || rest.length > 0) {
      throw new CommandFailure(2, "exactly one FILE is wanted");
    }
    const { text } = await fileText(file, terminal);
    if (textKind(text) === "document") throw new CommandFailure(1, savedWalk(file));
    const print = isSaid ? sayCase : printCase;
    for (const written of splitCases(file, text)) print(walkOne(written, file), terminal);
    return 0;
  },
};

/** The app's own form holds a cluster or a dump; what makes rules and packets of it is not on the command line. */
function savedWalk(file: string): string {
  return `${file} is a walk saved by the app; open it there, and take it out as a case (Take out) to walk it here`;
}

/** A whole file that is JSON is one case; else each line has to be one. */
function splitCases(file: string, text: string): readonly unknown[] {
  const whole = parseJson(text);
  if (whole !== undefined) return Array.isArray(whole.value) ? whole.value : [whole.value];
  const cases: unknown[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const parsed = parseJson(line);
    if (parsed === undefined) {
      throw new CommandFailure(
        1,
        `${file}, line ${at + 1} is not JSON; a recorder case, or one case a line, was expected`,
      );
    }
    cases.push(parsed.value);
  }
  if (cases.length === 0) throw new CommandFailure(1, `${file} holds no case`);
  return cases;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

type Walked = Extract<WalkedCase, { readonly ok: true }>;

function walkOne(written: unknown, file: string): Walked {
  const walked = walkCase(askedCase(written));
  if (!walked.ok) throw new CommandFailure(1, `${file}: ${walked.why}`);
  return walked;
}

function printCase({ result }: Walked, terminal: Terminal): void {
  terminal.out(JSON.stringify(result));
}

/** One paragraph a packet, headed by the case's name. */
function sayCase({ result, traces }: Walked, terminal: Terminal): void {
  const said = "error" in result ? [result.error] : traces.map(answerText);
  terminal.out([`# ${result.name}`, ...said].join("\n\n"));
}
