import { readRules } from "../rules/readRules";
import { splitSections } from "../sections/splitSections";
import { differences, printed } from "./judgeDump";

/** The same rules as iptables-save, -S and -L printed them. */
export interface Listings {
  readonly name: string;
  readonly save: string;
  /** By table. */
  readonly S: Readonly<Record<string, string>>;
  /** By options, then by table. */
  readonly list: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One form of a ruleset, read. */
export interface JudgedListing {
  readonly form: string;
  readonly rules: number;
  /** What was said to be lost, each once. */
  readonly lost: readonly string[];
  /** Rules that differ from the saved ones in more than the form loses. */
  readonly problems: readonly string[];
}

/** Reads each form of a ruleset, and compares its rules with the saved ones but for what the form loses. */
export function judgeListings({ name, save, S, list }: Listings): readonly JudgedListing[] {
  const forms = [
    judgeForm("-S", save, commands("-S", S)),
    ...Object.entries(list).map(([options, tables]) =>
      judgeForm(`-L ${options}`, save, commands(`-L ${options}`, tables)),
    ),
  ];
  return forms.map((judged) => ({
    ...judged,
    problems: judged.problems.map((problem) => `${name} ${judged.form}: ${problem}`),
  }));
}

function commands(options: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables)
    .map(([table, text]) => `root@node:~# iptables -t ${table} ${options}\n${text}`)
    .join("");
}

function judgeForm(form: string, save: string, text: string): JudgedListing {
  const read = readRules(text, splitSections(text));
  const wanted = printed(readRules(save, splitSections(save)));
  const unknown = read.unknown.map(({ line, why }) => `line ${line}: ${why}`);
  const lost = [...new Set(read.lost.map(({ what }) => what))];
  const isListing = form.startsWith("-L");
  return {
    form,
    rules: wanted.split("\n").filter((line) => line.startsWith("-A")).length,
    lost: isListing ? [...lost, JOINED] : lost,
    problems: [
      ...unknown,
      ...(isListing
        ? differences(asListed(printed(read), form), asListed(wanted, form))
        : differences(printed(read), wanted)),
    ],
  };
}

/** What no listing shows, and what does not matter: all of them have to hold. */
const JOINED = "Whether conditions of conntrack stand in one -m conntrack or in two is not shown.";

function asListed(text: string, form: string): string {
  const joined = withoutHidden(text).replace(
    /(?<= -m conntrack .*) -m conntrack(?= (?:! )?--ct)/g,
    "",
  );
  return form.includes("-v") ? joined : withoutInterfaces(joined);
}

function withoutHidden(text: string): string {
  return text.replace(/ -m hidden --part (?:"[^"]*"|\S+)/g, "");
}

function withoutInterfaces(text: string): string {
  return text.replace(/ (?:! )?-[io] \S+/g, "");
}
