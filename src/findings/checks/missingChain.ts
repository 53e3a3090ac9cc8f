import type { Check } from "../check";
import { type ExaminedTable, placeOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";

const NAME = "missing-chain";

/** A jump to a chain that the table does not have: one finding for each such chain. */
export const missingChain: Check = {
  name: NAME,
  looksFor: "jumps to missing chains",
  find: ({ tables }) => tables.flatMap(findIn),
};

function findIn(table: ExaminedTable): readonly Finding[] {
  return [...table.jumps.to].flatMap(([name, jumps]) => {
    const [first] = jumps;
    if (first === undefined || table.chain(name) !== undefined) return [];
    const place = placeOf(table, first.from, first.ruleNumber);
    const times = jumps.length === 1 ? "" : `, as do ${jumps.length - 1} more rules`;
    return findingAt(NAME, place, {
      level: isCut(table) ? "note" : "warning",
      title: `${first.from.name} jumps to ${name}, which is not there${times}`,
      ...(isCut(table) ? CUT_OUT : LOST),
    });
  });
}

/** Without chain lines, or without a rule in any base chain, it is a part of a dump. */
function isCut({ isDeclared, chains }: ExaminedTable): boolean {
  return !isDeclared || chains.every(({ hook, length }) => hook === undefined || length === 0);
}

const LOST = {
  why: "It is neither a chain of this table nor a target known here. The kernel holds no such rule: this text was changed or cut after it was printed, and iptables-restore would refuse it as a whole. Where a packet goes from here cannot be told.",
  whatToDo:
    "Print the rules again with iptables-save, or put the chain's lines back. If an agent writes this text, its own log says why the chain was not made.",
};

const CUT_OUT = {
  why: "The text is a part of a dump, and the chain may stand in what was left out. A packet that goes there cannot be followed.",
  whatToDo: "Paste what iptables-save prints as a whole.",
};
