import { HOOKS_OF_TABLE, type TableName } from "../net/hook";
import { decodeUtf8 } from "../net/utf8";
import { type ChainRules, sortIntoChains } from "./chainRules";
import type { IndexedTable, TextIndex } from "./indexText";
import { LazyChain } from "./lazyChain";
import { lineStartAt } from "./lineKind";
import { parseRule } from "./parseRule";
import type { Counters, Rule } from "./rule";
import type { Chain, Ruleset, Table } from "./ruleset";

/** Is shown a rule and where it stands. */
export type RuleVisitor = (rule: Rule, table: Table, chain: Chain) => void;

/** A ruleset over an index: a rule is read from the text when somebody asks for it. */
export interface IndexedRuleset {
  readonly ruleset: Ruleset;
  /** Reads every rule once, chain by chain, without keeping any. */
  readonly visitRules: (visit: RuleVisitor) => void;
}

/** Puts the Ruleset interface before an index in which every table has its name. */
export function lazyRuleset(index: TextIndex): IndexedRuleset {
  const chainRules = sortIntoChains(index.rules, index.names.count);
  const tables = new Map<number, LazyTable>();
  index.tables.forEach((table, number) => {
    if (table.name !== undefined) tables.set(number, new LazyTable(table.name, table));
  });
  for (let id = 0; id < index.names.count; id++) {
    tables.get(index.names.table(id))?.add(id, index, chainRules);
  }
  const list = [...tables.values()];
  for (const table of list) table.addBaseChains();
  return {
    ruleset: { tables: list, table: (name) => list.find((table) => table.name === name) },
    visitRules: (visit) => {
      for (const table of list) table.visitRules(visit);
    },
  };
}

class LazyTable implements Table {
  readonly name: TableName;
  readonly chains: Chain[] = [];
  readonly #byName = new Map<string, Chain>();
  readonly #readers: { readonly chain: Chain; read(place: number): Rule }[] = [];
  /** What a base chain's policy is when the text does not show it. */
  readonly #tacitPolicy: Chain["policy"];

  constructor(name: TableName, { isFragment }: IndexedTable) {
    this.name = name;
    this.#tacitPolicy = isFragment ? undefined : "ACCEPT";
  }

  chain(name: string): Chain | undefined {
    return this.#byName.get(name);
  }

  add(id: number, index: TextIndex, chainRules: ChainRules): void {
    const length = chainRules.length(id);
    const declared = index.declarations.get(id);
    if (length === 0 && declared === undefined) return;
    const hasChain = (name: string) => this.#byName.has(name);
    const read = (place: number) =>
      readRule(index, { id: chainRules.at(id, place), table: this.name, hasChain });
    const head = {
      name: index.names.name(id),
      table: this.name,
      policy: declared?.policy ?? this.#tacitPolicy,
      counters: declared?.counters,
      line: declared?.line ?? 0,
    };
    this.#push(head.name, new LazyChain(head, { length, read }), read);
  }

  /** A table that is loaded has all its base chains. */
  addBaseChains(): void {
    for (const name of HOOKS_OF_TABLE[this.name]) {
      if (this.#byName.has(name)) continue;
      const policy = this.#tacitPolicy;
      const head = { name, table: this.name, policy, counters: undefined, line: 0 };
      const read = (): Rule => {
        throw new RangeError(`chain ${name} has no rules`);
      };
      this.#push(name, new LazyChain(head, { length: 0, read }), read);
    }
  }

  visitRules(visit: RuleVisitor): void {
    for (const { chain, read } of this.#readers) {
      for (let place = 0; place < chain.length; place++) visit(read(place), this, chain);
    }
  }

  #push(name: string, chain: Chain, read: (place: number) => Rule): void {
    this.chains.push(chain);
    this.#byName.set(name, chain);
    this.#readers.push({ chain, read });
  }
}

function readRule(
  index: TextIndex,
  where: {
    readonly id: number;
    readonly table: TableName;
    readonly hasChain: (name: string) => boolean;
  },
): Rule {
  const { bytes, rules } = index;
  const start = rules.starts[where.id] ?? 0;
  const end = rules.ends[where.id] ?? 0;
  const text = decodeUtf8(bytes.subarray(start, end));
  const bytesBefore = lineStartAt(bytes, start, end).offset;
  const offset =
    bytesBefore === 0 ? 0 : decodeUtf8(bytes.subarray(start, start + bytesBefore)).length;
  const read = parseRule({
    text,
    offset,
    line: rules.lines[where.id] ?? 0,
    table: where.table,
    counters: offset === 0 ? undefined : readCounters(text.slice(0, offset)),
    hasChain: where.hasChain,
  });
  const rule = read[rules.variants.get(where.id) ?? 0] ?? read[0];
  if (rule === undefined) throw new Error(`line ${rules.lines[where.id]} holds no rule`);
  return rule;
}

function readCounters(before: string): Counters | undefined {
  const [, packets, bytes] = /\[(\d+):(\d+)\]\s*$/.exec(before) ?? [];
  return packets === undefined ? undefined : { packets: Number(packets), bytes: Number(bytes) };
}
