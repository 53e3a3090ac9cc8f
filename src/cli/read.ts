import { type Family, printRuleset, type Ruleset } from "@/engine";
import { type ReadRules, readRules } from "@/intake/rules/readRules";
import { ruleNotes } from "@/intake/rules/ruleNotes";
import type { Section } from "@/intake/sections/section";
import { readTrace } from "@/intake/traces/readTrace";
import type { TraceStep } from "@/intake/traces/traceStep";
import { type Command, CommandFailure, type Terminal } from "./command";
import { type FileNode, nodesIn, takeNode } from "./fileNodes";
import { type FileText, fileText } from "./fileText";

const USAGE = ["  chainwalk read [--print] [--node NAME] FILE…"];

/**
 * `read FILE…`: what each file holds, one JSON a line, and of several nodes one for each; `--print`: the same rules as
 * iptables-save prints them.
 */
export const read: Command = {
  usage: USAGE,
  async run(args, terminal) {
    const { rest, picked } = takeNode(args);
    const files = rest.filter((arg) => arg !== "--print");
    const stray = files.find((arg) => arg.startsWith("-"));
    if (stray !== undefined) throw new CommandFailure(2, `there is no option ${stray}`);
    if (files.length === 0) throw new CommandFailure(2, "name at least one file");
    const isPrinted = files.length < rest.length;
    let exitCode = 0;
    for (const file of files) {
      try {
        const read = await fileText(file, terminal);
        for (const node of nodesIn({ file, text: read.text }, picked)) {
          if (isPrinted) print(read, node, terminal);
          else terminal.out(JSON.stringify(describeNode(file, read, node)));
        }
      } catch (failure) {
        if (!(failure instanceof CommandFailure)) throw failure;
        terminal.error(`chainwalk read: ${failure.message}`);
        exitCode = 1;
      }
    }
    return exitCode;
  },
};

function print({ text, bytes }: FileText, { name, sections }: FileNode, terminal: Terminal): void {
  const { rulesets } = readRules(text, sections, { bytes });
  if (name !== undefined && rulesets.length > 0) terminal.out(`# ${name}`);
  for (const { ruleset } of rulesets) {
    const printed = printRuleset(ruleset, { counters: hasCounters(ruleset) ? "rules" : "chains" });
    terminal.out(printed.replace(/\n$/, ""));
  }
}

/** Whether the rules were saved with `-c`, or listed with `-v`. */
function hasCounters({ tables }: Ruleset): boolean {
  return tables.some(({ chains }) =>
    chains.some((chain) => chain.length > 0 && chain.rule(1).counters !== undefined),
  );
}

/** What a file holds. Rules with something unknown count as rules, and are listed. */
interface Description {
  readonly file: string;
  /** Only where the file is of several machines. */
  readonly node: string | undefined;
  readonly kind: string;
  /** What stands where, by lines; words between them are not listed. */
  readonly sections: readonly (Pick<Section, "kind" | "firstLine" | "lastLine"> & {
    readonly command: string | undefined;
  })[];
  readonly tables: readonly {
    /** Only where rules of both families are there. */
    readonly family: Family | undefined;
    readonly name: string;
    readonly chains: number;
    readonly rules: number;
  }[];
  readonly unknown: ReadRules["unknown"];
  readonly passedOver: ReadRules["passedOver"];
  /** What the form of the text does not show. */
  readonly lost: ReadRules["lost"];
  /** What is odd about the text as a whole: a missing COMMIT, a table that had to be inferred. */
  readonly warnings: readonly { readonly line: number; readonly why: string }[];
  readonly assumed: readonly string[];
  /** What else decides besides these rules: nftables, eBPF, ipvs. */
  readonly notes: readonly string[];
  /** The steps of pasted kernel traces. */
  readonly trace: readonly TraceStep[];
}

function describeNode(
  file: string,
  { text, bytes }: FileText,
  { name, sections }: FileNode,
): Description {
  const { rulesets, diagnostics, ...read } = readRules(text, sections, { bytes });
  return {
    file,
    node: name,
    kind: kindOf(sections),
    sections: sections.filter(({ kind }) => kind !== "prose").map(describeSection),
    tables: rulesets.flatMap(({ ruleset }) => tablesOf(ruleset, rulesets.length > 1)),
    ...read,
    warnings: diagnostics.map(({ at, why }) => ({ line: at.line, why })),
    notes: ruleNotes(
      sections,
      rulesets.map(({ ruleset }) => ruleset),
    ),
    trace: readTrace(sections),
  };
}

/** The kind of all sections but words; `several`, or `unknown` when there are only words. */
function kindOf(sections: readonly Section[]): string {
  const kinds = new Set(sections.flatMap(({ kind }) => (kind === "prose" ? [] : kind)));
  if (kinds.size > 1) return "several";
  const [kind = "unknown"] = kinds;
  return kind.startsWith("kubernetes-") ? "kubernetes" : kind;
}

function describeSection({ kind, firstLine, lastLine, command }: Section) {
  return { kind, firstLine, lastLine, command: command?.text };
}

function tablesOf({ family, tables }: Ruleset, isOneOfTwo: boolean): Description["tables"] {
  return tables.map(({ name, chains }) => ({
    family: isOneOfTwo ? family : undefined,
    name,
    // A base chain that the text does not show is there all the same, but no line of the text stands for it.
    chains: chains.filter(({ isDeclared }) => isDeclared).length,
    rules: chains.reduce((sum, chain) => sum + chain.length, 0),
  }));
}
