import type { ConvertedLine } from "../rules/convertedRules";

/** A stretch of the list, and how often each form stands in it. */
interface Stretch {
  readonly rules: ConvertedLine[];
  readonly counts: Map<string, number>;
  /** Rules of it that are not among the counts, as nobody has sought a rule since they came. */
  readonly uncounted: Set<ConvertedLine>;
}

/** Forms of rules that are one to iptables are the same. */
export type FormsOf = (texts: readonly string[]) => readonly string[];

/** How long a stretch grows before it is halved. */
const LONGEST_STRETCH = 1000;

/** The rules of a chain while a script changes them. No change touches more than one stretch, however long the chain. */
export class RuleList {
  readonly #stretches: Stretch[] = [];
  readonly #formsOf: FormsOf;
  readonly #forms = new WeakMap<ConvertedLine, string>();
  #length = 0;

  constructor(formsOf: FormsOf) {
    this.#formsOf = formsOf;
  }

  get length(): number {
    return this.#length;
  }

  /** All rules in their order. */
  all(): readonly ConvertedLine[] {
    return this.#stretches.flatMap(({ rules }) => rules);
  }

  /** Puts a rule before the one at `at`, counted from 0; at the end with its length. */
  insert(at: number, rule: ConvertedLine): void {
    const { stretch, index, within } = this.#placeOf(at);
    stretch.rules.splice(within, 0, rule);
    stretch.uncounted.add(rule);
    this.#length++;
    if (stretch.rules.length > LONGEST_STRETCH) this.#halve(stretch, index);
  }

  /** Takes out the rule at `at`, counted from 0, and returns it; undefined when there is none. */
  remove(at: number): ConvertedLine | undefined {
    if (!(at >= 0 && at < this.#length)) return undefined;
    const { stretch, index, within } = this.#placeOf(at);
    const [removed] = stretch.rules.splice(within, 1);
    if (removed === undefined) return undefined;
    if (!stretch.uncounted.delete(removed)) this.#count(stretch, removed, -1);
    this.#length--;
    if (stretch.rules.length === 0) this.#stretches.splice(index, 1);
    return removed;
  }

  /** Where the first rule stands that is one with this text to iptables, counted from 0; -1 when there is none. */
  indexOf(text: string): number {
    const [form] = this.#formsOf([text]);
    let before = 0;
    for (const stretch of this.#stretches) {
      this.#countAll(stretch);
      const { rules, counts } = stretch;
      if (form !== undefined && counts.has(form))
        return before + rules.findIndex((rule) => this.#forms.get(rule) === form);
      before += rules.length;
    }
    return -1;
  }

  #countAll(stretch: Stretch): void {
    if (stretch.uncounted.size === 0) return;
    const unknown = [...stretch.uncounted].filter((rule) => !this.#forms.has(rule));
    const forms = this.#formsOf(unknown.map(({ text }) => text));
    for (const [index, rule] of unknown.entries()) this.#forms.set(rule, forms[index] ?? rule.text);
    for (const rule of stretch.uncounted) this.#count(stretch, rule, 1);
    stretch.uncounted.clear();
  }

  #count({ counts }: Stretch, rule: ConvertedLine, by: number): void {
    const form = this.#forms.get(rule) ?? rule.text;
    const left = (counts.get(form) ?? 0) + by;
    if (left > 0) counts.set(form, left);
    else counts.delete(form);
  }

  #placeOf(at: number) {
    let within = at;
    for (const [index, stretch] of this.#stretches.entries()) {
      const isLast = index === this.#stretches.length - 1;
      if (within < stretch.rules.length || isLast) return { stretch, index, within };
      within -= stretch.rules.length;
    }
    const stretch = stretchOf([]);
    this.#stretches.push(stretch);
    return { stretch, index: 0, within: 0 };
  }

  #halve({ rules }: Stretch, index: number): void {
    const middle = rules.length >> 1;
    const halves = [rules.slice(0, middle), rules.slice(middle)].map(stretchOf);
    this.#stretches.splice(index, 1, ...halves);
  }
}

function stretchOf(rules: ConvertedLine[]): Stretch {
  return { rules, counts: new Map(), uncounted: new Set(rules) };
}
