import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { sectionLines, type WithUnread } from "./sectionLines";

export interface ReadIpsets extends WithUnread {
  /** As `ipset save` prints them. */
  readonly lines: readonly string[];
  readonly sets: number;
  /** Sets of which the members are not shown, so that nothing is known of what is in them. */
  readonly withoutMembers: readonly string[];
}

/** Reads `ipset save`. */
export function readSavedIpsets(section: Section): ReadIpsets {
  const lines: string[] = [];
  const unread: PassedOver[] = [];
  for (const { line, text } of sectionLines(section)) {
    if (/^(?:create|add) \S+ \S/.test(text)) lines.push(text.trim());
    else unread.push({ line, text });
  }
  const sets = lines.filter((text) => text.startsWith("create ")).length;
  return { lines, sets, withoutMembers: [], unread };
}

interface ListedSet {
  readonly name: string;
  type: string;
  header: string;
  entries: number | undefined;
  members: string[] | undefined;
}

const FIELD =
  /^(Name|Type|Revision|Header|Size in memory|References|Number of entries|Members|Default timeout):\s*(\S.*)?$/;

/** Reads `ipset list`. With `-t` it shows no members. */
export function readListedIpsets(section: Section): ReadIpsets {
  const sets: ListedSet[] = [];
  const unread: PassedOver[] = [];
  for (const { line, text } of sectionLines(section)) {
    if (!takeLine(sets, text)) unread.push({ line, text });
  }
  const isWhole = ({ members, entries }: ListedSet) => members !== undefined || entries === 0;
  return {
    lines: sets.filter(isWhole).flatMap(savedLines),
    sets: sets.length,
    withoutMembers: sets.filter((set) => !isWhole(set)).map(({ name }) => name),
    unread,
  };
}

function takeLine(sets: ListedSet[], text: string): boolean {
  const [, field, value = ""] = FIELD.exec(text) ?? [];
  const set = sets.at(-1);
  if (field === "Name") {
    sets.push({ name: value.trim(), type: "", header: "", entries: undefined, members: undefined });
    return true;
  }
  if (set === undefined) return false;
  if (field === undefined) {
    set.members?.push(text.trim());
    return set.members !== undefined;
  }
  if (field === "Type") set.type = value.trim();
  else if (field === "Header") set.header = value.trim();
  else if (field === "Number of entries") set.entries = Number(value);
  else if (field === "Members") set.members = [];
  return true;
}

function savedLines({ name, type, header, members = [] }: ListedSet): readonly string[] {
  return [
    `create ${name} ${type} ${header}`.trim(),
    ...members.map((member) => `add ${name} ${member}`),
  ];
}
