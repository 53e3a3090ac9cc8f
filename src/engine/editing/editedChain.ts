import type { Hook } from "../net/hook";
import type { Counters, Rule } from "../ruleset/rule";
import type { Chain, DisabledRule } from "../ruleset/ruleset";
import { ChainRows } from "./chainRows";
import type { RuleEdit } from "./rulesEdit";

/** What is otherwise in a chain. */
export interface ChainChanges {
  readonly edits: readonly RuleEdit[];
  readonly policy: Chain["policy"];
  /** Reads the text of an edit. */
  readonly read: (text: string) => Rule;
}

/** A chain of which some rules are others, stand elsewhere or are disabled; the rest is asked of the loaded chain. */
export class EditedChain implements Chain {
  readonly name: string;
  readonly hook: Hook | undefined;
  readonly policy: Chain["policy"];
  readonly counters: Counters | undefined;
  readonly line: number;
  readonly isDeclared: boolean;
  readonly #loaded: Chain;
  readonly #rows: ChainRows;
  readonly #read: ChainChanges["read"];
  #disabled: readonly DisabledRule[] | undefined;
  readonly #texts = new Map<string, Rule>();

  constructor(loaded: Chain, { edits, policy, read }: ChainChanges) {
    this.name = loaded.name;
    this.hook = loaded.hook;
    this.policy = loaded.hook === undefined ? undefined : policy;
    this.counters = loaded.counters;
    this.line = loaded.line;
    this.isDeclared = loaded.isDeclared;
    this.#loaded = loaded;
    this.#rows = new ChainRows(loaded.length, edits);
    this.#read = read;
  }

  get length(): number {
    return this.#rows.inForce;
  }

  get disabled(): readonly DisabledRule[] {
    this.#disabled ??= this.#rows.disabled().map(({ edit, before }) => ({
      kept: edit.rule,
      before,
      rule: edit.text === undefined ? this.#loaded.rule(edit.rule) : this.#ofText(edit.text),
    }));
    return this.#disabled;
  }

  changeOf(number: number): "edited" | "moved" | "new" | undefined {
    const edit = this.#rows.numbered(number)?.edit;
    if (edit === undefined) return undefined;
    if (edit.rule < 0) return "new";
    return edit.text === undefined ? "moved" : "edited";
  }

  rule(number: number): Rule {
    const row = this.#rows.numbered(number);
    if (row === undefined || !Number.isInteger(number)) {
      throw new RangeError(`chain ${this.name} has rules 1 to ${this.length}, not ${number}`);
    }
    const text = row.edit?.text;
    return text === undefined ? this.#loaded.rule(row.rule) : this.#ofText(text);
  }

  #ofText(text: string): Rule {
    const rule = this.#texts.get(text) ?? this.#read(text);
    this.#texts.set(text, rule);
    return rule;
  }
}
