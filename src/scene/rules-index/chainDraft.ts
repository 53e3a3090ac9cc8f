import type { Counters, TableName } from "@/engine";
import type { IndexedChain } from "./rulesIndex";

/** A chain while its lines are still being read. */
interface ChainDraft {
  readonly table: TableName;
  readonly name: string;
  line: number;
  rules: number;
  references: number;
  own: Counters | undefined;
  packets: number;
  bytes: number;
  isCounted: boolean;
}

/** So many chains are finished between two pauses. */
const CHAINS_AT_ONCE = 2000;

/** Gathers the chains of a text as its lines come by. */
export class ChainDrafts {
  readonly #drafts: ChainDraft[] = [];
  readonly #byName = new Map<string, number>();

  /** The number of a chain, which it is given when it is first met. */
  number(table: TableName, name: string): number {
    const key = `${table} ${name}`;
    const known = this.#byName.get(key);
    if (known !== undefined) return known;
    const made = this.#drafts.length;
    this.#byName.set(key, made);
    this.#drafts.push({
      table,
      name,
      line: -1,
      rules: 0,
      references: 0,
      own: undefined,
      packets: 0,
      bytes: 0,
      isCounted: false,
    });
    return made;
  }

  /** A `:NAME` line, with the counters of its policy. */
  declare(number: number, line: number, counters: Counters | undefined): void {
    const draft = this.#at(number);
    draft.line = line;
    draft.own = counters;
  }

  /** A rule on a line; returns its number in the chain, from 1. */
  append(number: number, line: number): number {
    const draft = this.#at(number);
    if (draft.line === -1) draft.line = line;
    draft.rules += 1;
    return draft.rules;
  }

  /** A rule that jumps to the chain, with what it counted. */
  refer(number: number, counters: Counters | undefined): void {
    const draft = this.#at(number);
    draft.references += 1;
    if (counters === undefined) return;
    draft.isCounted = true;
    draft.packets += counters.packets;
    draft.bytes += counters.bytes;
  }

  /** The chains in the order of their numbers, a piece at each step of the generator. Only with `hasCounters` are a policy's own counters more than zeros. */
  *finish(
    hasCounters: boolean,
    isBase: (draft: ChainName) => boolean,
  ): Generator<undefined, readonly IndexedChain[], undefined> {
    const chains: IndexedChain[] = [];
    for (const draft of this.#drafts) {
      const { table, name, line, rules, references } = draft;
      const entered = draft.isCounted ? { packets: draft.packets, bytes: draft.bytes } : undefined;
      const counted = isBase(draft) ? draft.own : entered;
      const counters = hasCounters ? counted : undefined;
      chains.push({ table, name, line, rules, references, counters });
      if (chains.length % CHAINS_AT_ONCE === 0) yield undefined;
    }
    return chains;
  }

  #at(number: number): ChainDraft {
    const draft = this.#drafts[number];
    if (draft === undefined) throw new Error(`no chain has the number ${number}`);
    return draft;
  }
}

type ChainName = Pick<IndexedChain, "table" | "name">;
