import type { Family } from "@/engine";
import { countFindings, findFindings } from "@/findings/findFindings";
import type { Finding } from "@/findings/finding";
import { readRules } from "@/intake/rules/readRules";
import { type Command, CommandFailure, type Terminal } from "./command";
import { type FileNode, nodesIn, takeNode } from "./fileNodes";
import { type FileText, fileText } from "./fileText";

const USAGE = ["  chainwalk findings [--json] [--node NAME] FILE…"];

/** `findings FILE…`: what is odd about the rules of each node in each file, to read; `--json`: one JSON a node. */
export const findings: Command = {
  usage: USAGE,
  async run(args, terminal) {
    const { rest, picked } = takeNode(args);
    const files = rest.filter((arg) => arg !== "--json");
    const stray = files.find((arg) => arg.startsWith("-"));
    if (stray !== undefined) throw new CommandFailure(2, `there is no option ${stray}`);
    if (files.length === 0) throw new CommandFailure(2, "name at least one file");
    const isJson = files.length < rest.length;
    let exitCode = 0;
    for (const file of files) {
      try {
        const read = await fileText(file, terminal);
        for (const node of nodesIn({ file, text: read.text }, picked)) {
          const found = examineNode(read, node);
          const where = node.name === undefined ? file : `${file}, ${node.name}`;
          if (isJson) terminal.out(JSON.stringify({ file, node: node.name, ...found }));
          else print(where, found, terminal);
        }
      } catch (failure) {
        if (!(failure instanceof CommandFailure)) throw failure;
        terminal.error(`chainwalk findings: ${failure.message}`);
        exitCode = 1;
      }
    }
    return exitCode;
  },
};

interface Examined {
  readonly counts: ReturnType<typeof countFindings>;
  readonly findings: readonly (Finding & { readonly family: Family })[];
}

function examineNode({ text, bytes }: FileText, { sections }: FileNode): Examined {
  const { rulesets } = readRules(text, sections, { bytes });
  const found = rulesets.flatMap((read) =>
    // What was made of the text tells what of it was left out.
    findFindings(read.ruleset, {
      text: read.text === text ? text : `${read.text}\n${text}`,
    }).map((finding) => ({
      ...finding,
      // Of rules that were not in iptables-save's form the lines are those of what was made of them.
      place: finding.place && {
        ...finding.place,
        line: read.text === text ? finding.place.line : 0,
      },
      family: read.ruleset.family,
    })),
  );
  return { counts: countFindings(found), findings: found };
}

function print(where: string, { counts, findings: found }: Examined, terminal: Terminal): void {
  terminal.out(`${where}: ${counts.warning} warnings, ${counts.note} notes, ${counts.known} known`);
  for (const { level, place, title, why, whatToDo, source, alike } of found) {
    terminal.out(`\n${level}: ${title}`);
    if (place !== undefined) {
      const rule = place.ruleNumber === undefined ? "" : `, rule ${place.ruleNumber}`;
      const line = place.line === 0 ? "" : `, line ${place.line}`;
      terminal.out(`  where  ${place.table} ${place.chain}${rule}${line}`);
    }
    printAlike(alike, terminal);
    terminal.out(`  why    ${why}`);
    terminal.out(`  do     ${whatToDo}`);
    if (source !== undefined) terminal.out(`  source ${source}`);
  }
}

function printAlike(alike: Finding["alike"], terminal: Terminal): void {
  if (alike === undefined || alike.named.length === 0) return;
  const { named, others } = alike;
  const chains = named.map(({ chain }) => chain).join(", ");
  terminal.out(`  also   ${chains}${others > named.length ? ", …" : ""}`);
}
