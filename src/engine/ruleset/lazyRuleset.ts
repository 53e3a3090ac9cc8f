import type { Family } from "../net/family";
import { HOOKS_OF_TABLE, type TableName } from "../net/hook";
import { textWindow } from "../net/textWindow";
import { decodeUtf8 } from "../net/utf8";
import { type ChainRules, sortIntoChains } from "./chainRules";
import type { TextIndex } from "./indexText";
import { LazyChain } from "./lazyChain";
import { readIndexedRule } from "./readIndexedRule";
import type { Rule } from "./rule";
import type { Chain, Ruleset, Table } from "./ruleset";

/** Is shown a rule and where it stands. */
export type RuleVisitor = (rule: Rule, table: Table, chain: Chain) => void;

/** A ruleset over an index: a rule is read from the text when somebody asks for it. */
export interface IndexedRuleset {
  readonly ruleset: Ruleset;
  /** Reads every rule once, in the order of the text, without keeping any. */
  readonly visitRules: (visit: RuleVisitor) => void;
}

/** Puts the Ruleset interface before an index in which every table has its name. */
export function lazyRuleset(index: TextIndex, family: Family): IndexedRuleset {
  const chainRules = sortIntoChains(index.rules, index.names.count);
  const tables = new Map<number, LazyTable>();
  index.tables.forEach((table, number) => {
    if (table.name !== undefined)
      tables.set(number, new LazyTable(table.name, { family, isFragment: table.isFragment }));
  });
  for (let id = 0; id < index.names.count; id++) {
    tables.get(index.names.table(id))?.add(id, index, chainRules);
  }
  const list = [...tables.values()];
  for (const table of list) table.addBaseChains();
  return {
    ruleset: { family, tables: list, table: (name) => list.find((table) => table.name === name) },
    visitRules: (visit) => visitInTextOrder(index, tables, visit),
  };
}

function visitInTextOrder(
  index: TextIndex,
  tables: ReadonlyMap<number, LazyTable>,
  visit: RuleVisitor,
): void {
  const { rules, names } = index;
  const textBetween = textWindow(index.bytes);
  for (let id = 0; id < rules.count; id++) {
    const number = rules.chains[id] ?? 0;
    const table = tables.get(names.table(number));
    const chain = table?.numbered(number);
    if (table === undefined || chain === undefined) continue;
    const { name, family, hasChain, isFragment } = table;
    const wanted = { id, table: name, family, hasChain, isFragment, textBetween };
    visit(readIndexedRule(index, wanted), table, chain);
  }
}

class LazyTable implements Table {
  readonly name: TableName;
  readonly family: Family;
  readonly isFragment: boolean;
  readonly chains: Chain[] = [];
  readonly hasChain = (name: string): boolean => this.#byName.has(name);
  readonly #byName = new Map<string, Chain>();
  /** By their numbers in the index. */
  readonly #byNumber = new Map<number, Chain>();
  /** What a base chain's policy is when the text does not show it. */
  readonly #tacitPolicy: Chain["policy"];

  constructor(
    name: TableName,
    { family, isFragment }: { readonly family: Family; readonly isFragment: boolean },
  ) {
    this.name = name;
    this.family = family;
    this.isFragment = isFragment;
    this.#tacitPolicy = isFragment ? undefined : "ACCEPT";
  }

  chain(name: string): Chain | undefined {
    return this.#byName.get(name);
  }

  numbered(number: number): Chain | undefined {
    return this.#byNumber.get(number);
  }

  add(number: number, index: TextIndex, chainRules: ChainRules): void {
    const length = chainRules.length(number);
    const declared = index.declarations.get(number);
    if (length === 0 && declared === undefined) return;
    const { name: table, family, hasChain, isFragment } = this;
    const textBetween = (start: number, end: number) =>
      decodeUtf8(index.bytes.subarray(start, end));
    const read = (place: number) => {
      const id = chainRules.at(number, place);
      return readIndexedRule(index, { id, table, family, hasChain, isFragment, textBetween });
    };
    const head = {
      name: index.names.name(number),
      table,
      policy: declared?.policy ?? this.#tacitPolicy,
      counters: declared?.counters,
      line: declared?.line ?? 0,
    };
    const chain = new LazyChain(head, { length, read });
    this.#byNumber.set(number, chain);
    this.#push(chain);
  }

  /** A table that is loaded has all its base chains. */
  addBaseChains(): void {
    for (const name of HOOKS_OF_TABLE[this.name]) {
      if (this.#byName.has(name)) continue;
      const policy = this.#tacitPolicy;
      const head = { name, table: this.name, policy, counters: undefined, line: 0 };
      this.#push(new LazyChain(head, NO_RULES));
    }
  }

  #push(chain: Chain): void {
    this.chains.push(chain);
    this.#byName.set(chain.name, chain);
  }
}

const NO_RULES = {
  length: 0,
  read: (): Rule => {
    throw new RangeError("a chain without rules has none to read");
  },
};
