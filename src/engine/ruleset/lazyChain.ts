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
  readonly #head: ChainHead;
  readonly #source: ChainSource;
  /** Made with the first rule that is read: most chains of a large text are never asked. */
  #rules: (Rule | undefined)[] | undefined;

  constructor(head: ChainHead, source: ChainSource) {
    this.#head = head;
    this.#source = source;
  }

  get name(): string {
    return this.#head.name;
  }

  get hook(): Hook | undefined {
    const { name, table } = this.#head;
    return HOOKS_OF_TABLE[table].find((hook) => hook === name);
  }

  get policy(): Chain["policy"] {
    return this.hook === undefined ? undefined : this.#head.policy;
  }

  get counters(): Counters | undefined {
    return this.#head.counters;
  }

  get line(): number {
    return this.#head.line;
  }

  get isDeclared(): boolean {
    return this.#head.isDeclared ?? this.#head.line > 0;
  }

  get length(): number {
    return this.#source.length;
  }

  rule(number: number): Rule {
    const kept = this.#rules?.[number - 1];
    if (kept !== undefined) return kept;
    if (!Number.isInteger(number) || number < 1 || number > this.length) {
      throw new RangeError(`chain ${this.name} has rules 1 to ${this.length}, not ${number}`);
    }
    const rule = this.#source.read(number - 1);
    this.#rules ??= [];
    this.#rules[number - 1] = rule;
    return rule;
  }
}
