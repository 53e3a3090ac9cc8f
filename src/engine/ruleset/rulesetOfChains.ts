import type { Family } from "../net/family";
import type { TableName } from "../net/hook";
import { type ChainSource, LazyChain } from "./lazyChain";
import { parseRule } from "./parseRule";
import type { Rule } from "./rule";
import type { Chain, Ruleset, Table, TableSize } from "./ruleset";

/** A table as iptables-save would print it, chain by chain. */
export interface TableTexts {
  readonly name: TableName;
  /** All chains, the base chains too, in the order of the text. */
  readonly chains: readonly ChainText[];
}

export interface ChainText {
  readonly name: string;
  /** Its rules from `-A` on, each with its line break; "" when it has none. */
  readonly lines: string;
}

/**
 * The rules of tables that are known chain by chain: what parseRuleset reads from their whole text, but that its cost is one
 * of chains and not of rules, and that lines are not numbered. Base chains have the policy ACCEPT.
 */
export function rulesetOfChains(family: Family, tables: readonly TableTexts[]): Ruleset {
  const made = tables.map((table) => tableOfTexts(family, table));
  return { family, tables: made, table: (name) => made.find((table) => table.name === name) };
}

function tableOfTexts(family: Family, { name: table, chains }: TableTexts): Table {
  const byName = new Map<string, Chain>();
  const hasChain = (name: string): boolean => byName.has(name);
  const list = chains.map(({ name, lines }) => {
    const head = { name, table, policy: "ACCEPT", counters: NONE, line: 0 } as const;
    const read = (text: string) => readRule({ text, table, family, hasChain });
    const chain = new LazyChain({ ...head, isDeclared: true }, new LinesSource(lines, read));
    byName.set(name, chain);
    return chain;
  });
  return new TableOfChains(table, list, byName);
}

class TableOfChains implements Table {
  readonly name: TableName;
  readonly chains: readonly Chain[];
  readonly #byName: ReadonlyMap<string, Chain>;
  #size: TableSize | undefined;

  constructor(name: TableName, chains: readonly Chain[], byName: ReadonlyMap<string, Chain>) {
    this.name = name;
    this.chains = chains;
    this.#byName = byName;
  }

  get size(): TableSize {
    const { chains } = this;
    this.#size ??= {
      chains: chains.length,
      rules: chains.reduce((sum, { length }) => sum + length, 0),
    };
    return this.#size;
  }

  chain(name: string): Chain | undefined {
    return this.#byName.get(name);
  }

  *filledChains(): Generator<Chain, void, undefined> {
    for (const chain of this.chains) if (chain.length > 0) yield chain;
  }
}

const NONE = { packets: 0, bytes: 0 };

interface LineOfTable {
  readonly text: string;
  readonly table: TableName;
  readonly family: Family;
  readonly hasChain: (name: string) => boolean;
}

function readRule(line: LineOfTable): Rule {
  const place = { offset: 0, line: 0, counters: undefined, isFragment: false };
  const [rule] = parseRule({ ...line, ...place });
  if (rule === undefined) throw new Error(`"${line.text}" holds no rule`);
  return rule;
}

/** Lines that are taken apart when somebody asks for one. */
class LinesSource implements ChainSource {
  readonly #text: string;
  readonly #read: (text: string) => Rule;
  #length: number | undefined;
  #lines: readonly string[] | undefined;

  constructor(text: string, read: (text: string) => Rule) {
    this.#text = text;
    this.#read = read;
  }

  get length(): number {
    this.#length ??= countLines(this.#text);
    return this.#length;
  }

  read(place: number): Rule {
    this.#lines ??= this.#text.split("\n");
    return this.#read(this.#lines[place] ?? "");
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
