import type { TableName } from "../net/hook";
import { parseRule } from "../ruleset/parseRule";
import type { Rule } from "../ruleset/rule";
import type { Chain, Ruleset, Table, TableSize } from "../ruleset/ruleset";
import { EditedChain } from "./editedChain";
import { type PolicyEdit, type RulesEdit, ruleEditsOf } from "./rulesEdit";

/**
 * A ruleset with some of its rules and policies changed. Nothing is read again but the texts of the edits, and chains
 * without an edit stay the objects they are. Edits of chains that it does not have are passed over.
 */
export function editedRuleset(loaded: Ruleset, edits: readonly RulesEdit[]): Ruleset {
  if (edits.length === 0) return loaded;
  const edited = new Set<TableName>(edits.map(({ table }) => table));
  const tables = loaded.tables.map((table) =>
    edited.has(table.name) ? editedTable(loaded, table, edits) : table,
  );
  return {
    family: loaded.family,
    tables,
    table: (name) => tables.find((table) => table.name === name),
  };
}

function editedTable({ family }: Ruleset, table: Table, edits: readonly RulesEdit[]): Table {
  const read = (text: string) =>
    readEdit({
      text,
      table: table.name,
      family,
      hasChain: (name) => table.chain(name) !== undefined,
    });
  const names = new Set(edits.flatMap((edit) => (edit.table === table.name ? edit.chain : [])));
  const changed = new Map<string, Chain>();
  for (const name of names) {
    const chain = table.chain(name);
    if (chain === undefined) continue;
    const place = { table: table.name, chain: name };
    changed.set(
      name,
      new EditedChain(chain, {
        edits: ruleEditsOf(edits, place),
        policy: policyOf(edits, place) ?? chain.policy,
        read,
      }),
    );
  }
  return new EditedTable(table, changed);
}

/** The chains of a table, some of them others than it was loaded with. */
class EditedTable implements Table {
  readonly name: TableName;
  readonly #loaded: Table;
  readonly #changed: ReadonlyMap<string, Chain>;
  #chains: readonly Chain[] | undefined;

  constructor(loaded: Table, changed: ReadonlyMap<string, Chain>) {
    this.name = loaded.name;
    this.#loaded = loaded;
    this.#changed = changed;
  }

  get chains(): readonly Chain[] {
    this.#chains ??= this.#loaded.chains.map((chain) => this.#changed.get(chain.name) ?? chain);
    return this.#chains;
  }

  get size(): TableSize {
    const { chains, rules } = this.#loaded.size;
    let more = 0;
    for (const [name, { length }] of this.#changed) more += length - this.#lengthBefore(name);
    return { chains, rules: rules + more };
  }

  chain(name: string): Chain | undefined {
    return this.#changed.get(name) ?? this.#loaded.chain(name);
  }

  *filledChains(): Generator<Chain, void, undefined> {
    for (const chain of this.#loaded.filledChains())
      if (!this.#changed.has(chain.name)) yield chain;
    for (const chain of this.#changed.values()) if (chain.length > 0) yield chain;
  }

  #lengthBefore(name: string): number {
    return this.#loaded.chain(name)?.length ?? 0;
  }
}

function policyOf(
  edits: readonly RulesEdit[],
  { table, chain }: Pick<PolicyEdit, "table" | "chain">,
): Chain["policy"] {
  const edit = edits.findLast(
    (one): one is PolicyEdit => one.kind === "policy" && one.table === table && one.chain === chain,
  );
  return edit?.policy;
}

type EditLine = Pick<Parameters<typeof parseRule>[0], "text" | "table" | "family" | "hasChain">;

function readEdit(line: EditLine): Rule {
  const place = { offset: 0, line: 0, counters: undefined, isFragment: false };
  const [rule] = parseRule({ ...line, ...place });
  if (rule === undefined) throw new Error(`"${line.text}" holds no rule`);
  return rule;
}
