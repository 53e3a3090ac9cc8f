import type { Chain, Family, Rule, Ruleset, TableName } from "@/engine";
import type { FindingPlace } from "./finding";
import { type JumpGraph, jumpGraphOf } from "./jumpGraph";
import { knownChain } from "./knownChains";

/** What may be known of a node besides its rules; what is undefined is not known. */
export interface KnownFacts {
  /** The pasted text, for what stands between the rules. */
  readonly text?: string | undefined;
  /** The names of all ipsets. */
  readonly ipsets?: readonly string[] | undefined;
}

/** The rules of a node with what every check wants to know of them. */
export interface ExaminedNode {
  readonly family: Family;
  readonly tables: readonly ExaminedTable[];
  readonly facts: KnownFacts;
  table(name: TableName): ExaminedTable | undefined;
}

/** A table with its jumps. */
export interface ExaminedTable {
  readonly name: TableName;
  readonly chains: readonly Chain[];
  readonly jumps: JumpGraph;
  /** Whether the text declares all of its chains, as iptables-save does; a part of a dump does not. */
  readonly isDeclared: boolean;
  /** Whether it seems to be shown as a whole: of what was cut out of a dump nobody can say who jumps there. */
  readonly isWhole: boolean;
  chain(name: string): Chain | undefined;
  /** Whether a packet can come to the chain. */
  isReached(chain: string): boolean;
}

/** Goes once through all rules. Time and memory grow with their number. */
export function examineNode(ruleset: Ruleset, facts: KnownFacts = {}): ExaminedNode {
  const tables = ruleset.tables.map((table): ExaminedTable => {
    const jumps = jumpGraphOf(table.chains);
    const isDeclared = declaresAll(table.chains);
    return {
      name: table.name,
      chains: table.chains,
      jumps,
      isDeclared,
      isWhole:
        isDeclared &&
        isEntered(table.chains) &&
        [...jumps.to.keys()].every((name) => table.chain(name)),
      chain: (name) => table.chain(name),
      isReached: (chain) => jumps.reached.has(chain),
    };
  });
  return {
    family: ruleset.family,
    tables,
    facts,
    table: (name) => tables.find((table) => table.name === name),
  };
}

/** iptables-save shows every base chain with its policy and every user chain with a line of its own. */
function declaresAll(chains: readonly Chain[]): boolean {
  const bases = chains.filter(({ hook }) => hook !== undefined);
  return (
    bases.every(({ policy }) => policy !== undefined) &&
    bases.some(({ isDeclared }) => isDeclared) &&
    chains.every(({ hook, isDeclared }) => hook !== undefined || isDeclared)
  );
}

/** Whether some base chain has a rule, or no other chain has any that needs to be called. */
function isEntered(chains: readonly Chain[]): boolean {
  const filled = chains.filter(({ name, length }) => length > 0 && knownChain(name) === undefined);
  return filled.length === 0 || filled.some(({ hook }) => hook !== undefined);
}

/** The rules of a chain with their numbers, in order. */
export function* rulesOf(chain: Chain): Generator<readonly [number: number, rule: Rule]> {
  for (let number = 1; number <= chain.length; number++) yield [number, chain.rule(number)];
}

/** All rules of a table with their chains and numbers, in order. */
export function* placedRules({
  chains,
}: ExaminedTable): Generator<readonly [chain: Chain, number: number, rule: Rule]> {
  for (const chain of chains)
    for (let number = 1; number <= chain.length; number++)
      yield [chain, number, chain.rule(number)];
}

/** The place of a rule of a table, or of a chain as a whole. */
export function placeOf(table: ExaminedTable, chain: Chain, ruleNumber?: number): FindingPlace {
  const line = ruleNumber === undefined ? chain.line : chain.rule(ruleNumber).line;
  return { table: table.name, chain: chain.name, ruleNumber, line, ...wayTo(table, chain) };
}

/** Longer ways are not told: nobody opens so many chains. */
const MOST_JUMPS = 12;

function wayTo({ jumps }: ExaminedTable, chain: Chain): Pick<FindingPlace, "hook" | "way"> {
  if (!jumps.reached.has(chain.name)) return { hook: undefined, way: [] };
  const way: FindingPlace["way"][number][] = [];
  let top = chain;
  for (let jump = jumps.reached.get(chain.name); jump; jump = jumps.reached.get(top.name)) {
    top = jump.from;
    way.unshift({ chain: top.name, ruleNumber: jump.ruleNumber });
    if (way.length > MOST_JUMPS) return { hook: undefined, way: [] };
  }
  return { hook: top.hook, way };
}
