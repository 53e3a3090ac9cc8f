import { isNoise } from "./lineShape";
import type { Section } from "./section";
import { seenCommand } from "./seenCommand";

/**
 * Takes the `#` away from the commands of scripts where it is root's prompt. It is one when no line of any script of the
 * text stands without it, as in a session that was copied; else it begins a comment, and stays.
 */
export function withoutRootPrompt(sections: readonly Section[]): readonly Section[] {
  const scripts = sections.filter(({ kind }) => kind === "script");
  if (scripts.length === 0 || !scripts.every(isBehindPrompt)) return sections;
  return sections.map((section) =>
    section.kind === "script" ? { ...section, text: withoutPrompts(section.text) } : section,
  );
}

function isBehindPrompt({ text }: Section): boolean {
  let isContinued = false;
  for (const line of text.split("\n")) {
    const isOwn = /^\s*#[ \t]/.test(line) || line.trim() === "" || isNoise(line);
    if (!isOwn && !isContinued) return false;
    isContinued = line.endsWith("\\");
  }
  return true;
}

function withoutPrompts(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const command = seenCommand(line);
      return command?.kind === "script" && command.isBehindHash ? command.text : line;
    })
    .join("\n");
}
