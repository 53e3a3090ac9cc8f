import { readFile } from "node:fs/promises";
import { type ParsedRuleset, parseRuleset, printRuleset } from "@/engine";
import type { Section } from "@/intake/sections/section";
import { splitSections } from "@/intake/sections/splitSections";
import { type TextKind, textKind } from "@/intake/textKind";
import { type Command, CommandFailure, type Terminal } from "./command";
import { reasonOf } from "./reasonOf";

const USAGE = ["  chainwalk read [--print] FILE…"];

/** `read FILE…`: what each file holds, one JSON a line; `--print`: the same rules as iptables-save prints them. */
export const read: Command = {
  usage: USAGE,
  async run(args, terminal) {
    const files = args.filter((arg) => arg !== "--print");
    const stray = files.find((arg) => arg.startsWith("-"));
    if (stray !== undefined) throw new CommandFailure(2, `there is no option ${stray}`);
    if (files.length === 0) throw new CommandFailure(2, "name at least one file");
    const isPrinted = files.length < args.length;
    let exitCode = 0;
    for (const file of files) {
      const bytes = await bytesOf(file);
      if (typeof bytes === "string") {
        terminal.error(`chainwalk read: ${file} cannot be read: ${bytes}`);
        exitCode = 1;
      } else if (isPrinted) print(bytes, terminal);
      else terminal.out(JSON.stringify(describeFile(file, bytes)));
    }
    return exitCode;
  },
};

/** The file's bytes, or why there are none. */
async function bytesOf(file: string): Promise<Uint8Array | string> {
  try {
    return await readFile(file);
  } catch (failure) {
    return reasonOf(failure);
  }
}

function print(bytes: Uint8Array, terminal: Terminal): void {
  const parsed = parseRuleset(bytes);
  const text = printRuleset(parsed.ruleset, { counters: hasCounters(parsed) ? "rules" : "chains" });
  terminal.out(text.replace(/\n$/, ""));
}

/** Whether the rules were saved with `-c`. */
function hasCounters({ ruleset }: ParsedRuleset): boolean {
  return ruleset.tables.some(({ chains }) =>
    chains.some((chain) => chain.length > 0 && chain.rule(1).counters !== undefined),
  );
}

/** What a file holds. Rules with something unknown count as rules, and are listed. */
interface Description {
  readonly file: string;
  readonly kind: TextKind;
  /** What stands where, by lines; words between them are not listed. */
  readonly sections: readonly (Pick<Section, "kind" | "firstLine" | "lastLine"> & {
    readonly command: string | undefined;
  })[];
  readonly tables: readonly {
    readonly name: string;
    readonly chains: number;
    readonly rules: number;
  }[];
  readonly unknown: ParsedRuleset["unknown"];
  readonly passedOver: ParsedRuleset["passedOver"];
  /** What is odd about the text as a whole: a missing COMMIT, a table that had to be inferred. */
  readonly warnings: readonly { readonly line: number; readonly why: string }[];
}

function describeFile(file: string, bytes: Uint8Array): Description {
  const text = new TextDecoder().decode(bytes);
  const kind = textKind(text);
  const sections = splitSections(text).filter((section) => section.kind !== "prose");
  const listed = sections.map((one) => ({
    ...{ kind: one.kind, firstLine: one.firstLine, lastLine: one.lastLine },
    command: one.command?.text,
  }));
  if (kind !== "iptables-save" && kind !== "unknown")
    return { file, kind, sections: listed, tables: [], unknown: [], passedOver: [], warnings: [] };
  const { ruleset, unknown, passedOver, diagnostics } = parseRuleset(bytes);
  return {
    file,
    kind,
    sections: listed,
    tables: ruleset.tables.map(({ name, chains }) => ({
      name,
      // A base chain that the text does not show is there all the same, but no line of the text stands for it.
      chains: chains.filter(({ isDeclared }) => isDeclared).length,
      rules: chains.reduce((sum, chain) => sum + chain.length, 0),
    })),
    unknown,
    passedOver,
    warnings: diagnostics.map(({ at, why }) => ({ line: at.line, why })),
  };
}
