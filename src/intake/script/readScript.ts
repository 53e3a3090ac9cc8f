import type { PassedOver } from "@/engine";
import { type ConvertedRules, LONGEST_RULE } from "../rules/convertedRules";
import type { Section } from "../sections/section";
import { ruleTool } from "./ruleCommand";
import { type ScriptLine, scriptLines } from "./scriptLines";
import { ScriptRun } from "./scriptRun";
import { shellSteps } from "./shellSteps";
import { splitCommands } from "./splitCommands";

/**
 * Carries out the iptables commands of shell scripts, one section after the other, on tables that are empty in the
 * beginning. Variables are put in, functions called, conditions and loops followed as far as the text tells their course;
 * what stands behind anything else is listed as not understood. All other commands are passed over.
 */
export function readScripts(sections: readonly Section[]): readonly ConvertedRules[] {
  const run = new ScriptRun();
  const lines = sections.flatMap((section) => {
    const own = scriptLines(section);
    run.run(shellSteps(own.filter(isCommand)));
    for (const line of own) if (line.isText) tellText(run, line);
    return own;
  });
  run.finish();
  return convert(run, lines);
}

function isCommand({ text, isText }: ScriptLine): boolean {
  return !isText && text.length <= LONGEST_RULE;
}

/** A text that another program is given may be a script for a shell. */
function tellText(run: ScriptRun, { text, line }: ScriptLine): void {
  if (text.length > LONGEST_RULE) return;
  const commands = splitCommands(text, new Map());
  if (!commands.some(({ words }) => ruleTool(words[0] ?? "") !== undefined)) return;
  run.refuse({ line, source: text }, "it stands in a text that another program is given");
}

function convert(run: ScriptRun, lines: readonly ScriptLine[]): readonly ConvertedRules[] {
  const { IPv4, IPv6 } = run.tables;
  const passedOver: readonly PassedOver[] = lines.flatMap(({ text, line }) =>
    text.trim() === "" || run.lines.has(line) ? [] : [{ line, text }],
  );
  const gone = [...IPv4.gone, ...IPv6.gone].map((line) => ({
    line,
    text: "a rule that a later command takes away again",
  }));
  const rest: ConvertedRules = {
    table: undefined,
    family: undefined,
    lines: [],
    lost: [],
    unknown: run.unknown,
    passedOver: [...passedOver, ...gone],
    assumed: run.hasCommands
      ? ["The commands were carried out in their order, beginning with empty tables."]
      : [],
  };
  return [...IPv4.convert(), ...IPv6.convert(), rest];
}
