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
    return text.trim() === "" || REMARK.test(text) ? [] : [{ line, text }];
  });
}

const REMARK =
  /^(?:#|\[sudo\] password|Warning: |(?:\S*\/)?(?:sudo|sysctl|sh|bash|ip|ipset|ipvsadm|conntrack|iptables|ip6tables)(?: v?[\d.]+)?(?: \([\w-]+\))?: |conntrack v\S+ )/;

/** Why a collector's command printed nothing of use: what the shell or the tool said; undefined when it ran. */
export function whyFailed(section: Section): string | undefined {
  const found = FAILED.exec(section.text);
  return found?.[1]?.trim();
}

/** What the collecting line says in place of an output, and what a shell and the tools say themselves. */
const FAILED =
  /^(# (?:not installed|failed).*|.*: (?:command )?not found.*|.*(?:Operation not permitted|Permission denied|you must be root).*)$/m;
