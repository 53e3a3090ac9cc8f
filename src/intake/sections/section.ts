import type { SectionKind } from "./sectionKind";
import type { SeenCommand } from "./seenCommand";

/** A stretch of whole lines of one kind. Every line of a text stands in exactly one section. */
export interface Section {
  readonly kind: SectionKind;
  /** The command whose output it is, where the text shows one. */
  readonly command: SeenCommand | undefined;
  /** 1-based, in the pasted text. A line that shows the command is the section's first. */
  readonly firstLine: number;
  readonly lastLine: number;
  /**
   * Its lines without prompts, common indentation, colours, carriage returns and what grep puts before a line; the
   * command's own line is empty. Line n of it is line `firstLine + n - 1` of the pasted text.
   */
  readonly text: string;
}

/** The line of the pasted text that a line of a section's text is; both 1-based. */
export function pastedLine({ firstLine }: Section, line: number): number {
  return firstLine + line - 1;
}
