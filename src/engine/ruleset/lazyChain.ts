import { HOOKS_OF_TABLE, type Hook, type TableName } from "../net/hook";
import type { Counters, Rule } from "./rule";
import type { Chain } from "./ruleset";

/** How a chain reads its rules: by place, counted from 0. */
export interface ChainSource {
  readonly length: number;
  read(place: number): Rule;
}

/** What the text says of a chain besides its rules. */
export interface ChainHead {
  readonly name: string;
  readonly table: TableName;
  readonly policy: Chain["policy"];
  readonly counters: Counters | undefined;
  /** 0 when no line declares it. */
  readonly line: number;
  /** Whether it is declared without a line; by default it is where it has one. */
  readonly isDeclared?: boolean;
}

/** A chain whose rules are read when somebody asks for them, and then kept. */
export class LazyChain implements Chain {
  readonly name: string;
  readonly hook: Hook | undefined;
  readonly policy: Chain["policy"];
  readonly counters: Counters | undefined;
  readonly line: number;
  readonly isDeclared: boolean;
  readonly #source: ChainSource;
  #rules: (Rule | undefined)[] = [];

  constructor(head: ChainHead, source: ChainSource) {
    this.name = head.name;
    this.hook = HOOKS_OF_TABLE[head.table].find((hook) => hook === head.name);
    this.policy = this.hook === undefined ? undefined : head.policy;
    this.counters = head.counters;
    this.line = head.line;
    this.isDeclared = head.isDeclared ?? head.line > 0;
    this.#source = source;
  }

  get length(): number {
    return this.#source.length;
  }

  rule(number: number): Rule {
    const kept = this.#rules[number - 1];
    if (kept !== undefined) return kept;
    if (!Number.isInteger(number) || number < 1 || number > this.length) {
      throw new RangeError(`chain ${this.name} has rules 1 to ${this.length}, not ${number}`);
    }
    const rule = this.#source.read(number - 1);
    this.#rules[number - 1] = rule;
    return rule;
  }
}
