import type { Family } from "@/engine";
import type { Section } from "../sections/section";
import { familyOfSection } from "./ruleUnits";

/** What one back end of iptables holds beside the one that is read. */
export interface OtherBackEnd {
  readonly section: Section;
  readonly family: Family;
  /** `iptables-legacy`, or `iptables` where the text names none. */
  readonly name: string;
  /** `12 rules in filter, nat`; undefined when it shows what is read already, or nothing that could change a packet. */
  readonly holds: string | undefined;
}

export interface BackEnds {
  /** The sections to be read. */
  readonly read: readonly Section[];
  readonly others: readonly OtherBackEnd[];
}

/**
 * Parts the outputs of `iptables-save`, `iptables-legacy-save` and `iptables-nft-save` of one node. The kernel asks the rules of
 * both back ends, and only one can be walked: of each family the output with most rules is read, or with most chains where
 * neither has a rule, since a back end without tables prints nothing and the policies are the other's.
 */
export function partBackEnds(sections: readonly Section[]): BackEnds {
  const others: OtherBackEnd[] = [];
  for (const family of ["IPv4", "IPv6"] as const) {
    const saved = sections.filter((one) => isSaved(one) && familyOfSection(one) === family);
    if (new Set(saved.map(nameOf)).size < 2) continue;
    const most = saved.reduce((best, one) => (holdsMore(one, best) ? one : best));
    for (const section of saved) {
      if (nameOf(section) === nameOf(most)) continue;
      others.push({ section, family, name: nameOf(section), holds: holdsBeside(section, most) });
    }
  }
  const left = new Set(others.map(({ section }) => section));
  return { read: sections.filter((one) => !left.has(one)), others };
}

function isSaved({ kind, command }: Section): boolean {
  return kind === "iptables-save" && command !== undefined;
}

function nameOf({ command }: Section): string {
  return /\b(ip6?tables(?:-legacy|-nft)?)-save/.exec(command?.text ?? "")?.[1] ?? "";
}

const RULE = /^(?:\[\d+:\d+\] )?-A /gm;
const CHAIN = /^:/gm;
const TABLE = /^\*(\w+)/gm;

function ruleCount({ text }: Section): number {
  return text.match(RULE)?.length ?? 0;
}

function holdsMore(one: Section, other: Section): boolean {
  const more = ruleCount(one) - ruleCount(other);
  return more > 0 || (more === 0 && chainCount(one) > chainCount(other));
}

function chainCount({ text }: Section): number {
  return text.match(CHAIN)?.length ?? 0;
}

function holdsBeside(section: Section, read: Section): string | undefined {
  const rules = ruleCount(section);
  const refuses = /^:\w+ DROP /m.test(section.text);
  if ((rules === 0 && !refuses) || withoutCounters(section) === withoutCounters(read))
    return undefined;
  const tables = Array.from(section.text.matchAll(TABLE), ([, table = ""]) => table);
  return `${rules.toLocaleString("en")} ${rules === 1 ? "rule" : "rules"} in ${tables.join(", ")}${refuses ? ", with a policy DROP" : ""}`;
}

/** Two outputs one after the other differ in what was counted between them, and in the time. */
function withoutCounters({ text }: Section): string {
  return text
    .replaceAll(/^#.*\n?/gm, "")
    .replaceAll(/\[\d+:\d+\]/g, "")
    .trim();
}
