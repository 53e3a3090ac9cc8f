import type { Family } from "../net/family";
import { HOOKS_OF_TABLE, type TableName } from "../net/hook";
import type { ChainDeclarations } from "./chainDeclarations";
import type { ChainNames } from "./chainNames";
import type { ChainRules } from "./chainRules";
import { type ChainHead, type ChainSource, LazyChain } from "./lazyChain";
import { readIndexedRule } from "./readIndexedRule";
import type { Counters, Rule } from "./rule";
import type { RuleOffsets } from "./ruleOffsets";
import type { Chain, Table, TableSize } from "./ruleset";

/** What a table of an index is made of. */
interface TableParts {
  /** The table's number in the index. */
  readonly number: number;
  readonly name: TableName;
  readonly family: Family;
  readonly isFragment: boolean;
  readonly rules: RuleOffsets;
  readonly names: ChainNames;
  readonly declarations: ChainDeclarations;
  readonly chainRules: ChainRules;
  /** The text between two byte offsets. */
  readonly textBetween: (start: number, end: number) => string;
}

/** A table of which a chain is made when somebody asks for it: a text may have a million. */
export class LazyTable implements Table {
  readonly name: TableName;
  readonly isFragment: boolean;
  readonly hasChain = (name: string): boolean => this.#isThere(name);
  readonly #parts: TableParts;
  /** The numbers of its chains in the order of the text. */
  readonly #numbers: number[] = [];
  /** By their numbers in the index. */
  readonly #made = new Map<number, Chain>();
  /** Base chains that the text does not show, once somebody asked for chains. */
  #tacit: readonly Chain[] | undefined;
  #chains: readonly Chain[] | undefined;
  #size: TableSize | undefined;

  constructor(parts: TableParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.isFragment = parts.isFragment;
  }

  /** Adds the chain with that number, unless the text only jumps to it. */
  add(number: number): void {
    const { chainRules, declarations } = this.#parts;
    if (chainRules.length(number) > 0 || declarations.has(number)) this.#numbers.push(number);
  }

  get chains(): readonly Chain[] {
    this.#chains ??= [...this.#numbers.map((number) => this.#make(number)), ...this.#baseChains()];
    return this.#chains;
  }

  get size(): TableSize {
    this.#size ??= {
      chains: this.#numbers.length + this.#baseChains().length,
      rules: this.#numbers.reduce((sum, number) => sum + this.#parts.chainRules.length(number), 0),
    };
    return this.#size;
  }

  *filledChains(): Generator<Chain, void, undefined> {
    for (const number of this.#numbers)
      if (this.#parts.chainRules.length(number) > 0) yield this.#make(number);
  }

  chain(name: string): Chain | undefined {
    const number = this.#parts.names.find(this.#parts.number, name);
    const shown = number === undefined ? undefined : this.numbered(number);
    return shown ?? this.#baseChains().find((chain) => chain.name === name);
  }

  /** The chain with that number; undefined when the text only jumps to it. */
  numbered(number: number): Chain | undefined {
    const { chainRules, declarations } = this.#parts;
    const isThere = chainRules.length(number) > 0 || declarations.has(number);
    return isThere ? this.#make(number) : undefined;
  }

  #isThere(name: string): boolean {
    const { names, number: table, chainRules, declarations } = this.#parts;
    const number = names.find(table, name);
    if (number !== undefined && (chainRules.length(number) > 0 || declarations.has(number)))
      return true;
    return HOOKS_OF_TABLE[this.name].some((hook) => hook === name);
  }

  #make(number: number): Chain {
    const known = this.#made.get(number);
    if (known !== undefined) return known;
    const indexed = new IndexedChain(this, this.#parts, number);
    const chain = new LazyChain(indexed, indexed);
    this.#made.set(number, chain);
    return chain;
  }

  /** A table that is loaded has all its base chains. */
  #baseChains(): readonly Chain[] {
    this.#tacit ??= this.#makeBaseChains();
    return this.#tacit;
  }

  #makeBaseChains(): readonly Chain[] {
    const { names, number: table } = this.#parts;
    const isShown = (name: string) => {
      const number = names.find(table, name);
      return number !== undefined && this.numbered(number) !== undefined;
    };
    return HOOKS_OF_TABLE[this.name]
      .filter((name) => !isShown(name))
      .map((name) => {
        const policy = this.tacitPolicy;
        const head = { name, table: this.name, policy, counters: undefined, line: 0 };
        return new LazyChain(head, NO_RULES);
      });
  }

  /** What a base chain's policy is when the text does not show it. */
  get tacitPolicy(): Chain["policy"] {
    return this.isFragment ? undefined : "ACCEPT";
  }
}

/** One chain of the index: what is asked of it is looked up there. */
class IndexedChain implements ChainHead, ChainSource {
  readonly #table: LazyTable;
  readonly #parts: TableParts;
  readonly #number: number;

  constructor(table: LazyTable, parts: TableParts, number: number) {
    this.#table = table;
    this.#parts = parts;
    this.#number = number;
  }

  get name(): string {
    return this.#parts.names.name(this.#number);
  }

  get table(): TableName {
    return this.#table.name;
  }

  get policy(): Chain["policy"] {
    return this.#parts.declarations.get(this.#number)?.policy ?? this.#table.tacitPolicy;
  }

  get counters(): Counters | undefined {
    return this.#parts.declarations.get(this.#number)?.counters;
  }

  get line(): number {
    return this.#parts.declarations.line(this.#number);
  }

  get length(): number {
    return this.#parts.chainRules.length(this.#number);
  }

  read(place: number): Rule {
    const { rules, chainRules, family, textBetween } = this.#parts;
    const { name, hasChain, isFragment } = this.#table;
    const id = chainRules.at(this.#number, place);
    return readIndexedRule(rules, { id, table: name, family, hasChain, isFragment, textBetween });
  }
}

const NO_RULES: ChainSource = {
  length: 0,
  read: (): Rule => {
    throw new RangeError("a chain without rules has none to read");
  },
};
