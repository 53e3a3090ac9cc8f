import type { PassedOver } from "@/engine";
import { pastedLine, type Section } from "../sections/section";

/** A line of a section that has something in it. */
export interface SectionLine {
  /** 1-based, in the pasted text. */
  readonly line: number;
  /** With the indentation that it has. */
  readonly text: string;
}

/** What every reader of a section tells beside what it read: the lines that it did not understand. */
export interface WithUnread {
  readonly unread: readonly PassedOver[];
}

/** The lines of a section that are not blank, and not what the tool says about itself or the shell about the tool. */
export function sectionLines(section: Section): readonly SectionLine[] {
  return section.text.split("\n").flatMap((text, index) => {
    const line = pastedLine(section, index + 1);
    return text.trim() === "" || REMARK.test(text) || FAILED.test(text) ? [] : [{ line, text }];
  });
}

const REMARK =
  /^(?:#|\[sudo\] password|Warning: |(?:\S*\/)?(?:sudo|sysctl|sh|bash|ip|ipset|ipvsadm|conntrack|ip6?tables[\w-]*)(?: v?[\d.]+)?(?: \([\w-]+\))?: |conntrack v\S+ )/;

/** What the collecting line says in place of an output, and what a shell and the tools say when they cannot. */
const FAILED =
  /^# (?:not installed|failed with)|(?:command )?not found|No such file or directory$|Operation not permitted|Permission denied|must be root|was refused|^Unable to connect|^E\d{4} \d\d:|^error: /;

/** Why nothing was printed, as the shell or the tool said it; undefined where something was, or nothing was wrong. */
export function whyFailed(section: Section): string | undefined {
  if (section.text.length > LONGEST_FAILURE) return undefined;
  const lines = section.text.split("\n");
  const why = lines.find((line) => FAILED.test(line) && !line.startsWith("# failed"));
  const failed = why ?? lines.find((line) => FAILED.test(line));
  if (failed === undefined || sectionLines(section).length > 0) return undefined;
  return failed.replace(/^# /, "").trim();
}

/** No tool says more when it fails. */
const LONGEST_FAILURE = 10_000;
