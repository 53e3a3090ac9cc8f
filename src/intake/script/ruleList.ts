import type { ConvertedLine } from "../rules/convertedRules";

/** A stretch of the list, and how often each text stands in it. */
interface Stretch {
  readonly rules: ConvertedLine[];
  readonly counts: Map<string, number>;
}

/** How long a stretch grows before it is halved. */
const LONGEST_STRETCH = 1000;

/** The rules of a chain while a script changes them. No change touches more than one stretch, however long the chain. */
export class RuleList {
  readonly #stretches: Stretch[] = [];
  #length = 0;

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
    count(stretch, rule, 1);
    this.#length++;
    if (stretch.rules.length > LONGEST_STRETCH) this.#halve(stretch, index);
  }

  /** Takes out the rule at `at`, counted from 0, and returns it; undefined when there is none. */
  remove(at: number): ConvertedLine | undefined {
    if (!(at >= 0 && at < this.#length)) return undefined;
    const { stretch, index, within } = this.#placeOf(at);
    const [removed] = stretch.rules.splice(within, 1);
    if (removed === undefined) return undefined;
    count(stretch, removed, -1);
    this.#length--;
    if (stretch.rules.length === 0) this.#stretches.splice(index, 1);
    return removed;
  }

  /** Where the first rule with this text stands, counted from 0; -1 when there is none. */
  indexOf(text: string): number {
    let before = 0;
    for (const { rules, counts } of this.#stretches) {
      if (counts.has(text)) return before + rules.findIndex((rule) => rule.text === text);
      before += rules.length;
    }
    return -1;
  }

  #placeOf(at: number) {
    let within = at;
    for (const [index, stretch] of this.#stretches.entries()) {
      const isLast = index === this.#stretches.length - 1;
      if (within < stretch.rules.length || isLast) return { stretch, index, within };
      within -= stretch.rules.length;
    }
    const stretch = { rules: [], counts: new Map<string, number>() };
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
  const stretch = { rules, counts: new Map<string, number>() };
  for (const rule of rules) count(stretch, rule, 1);
  return stretch;
}

function count({ counts }: Stretch, { text }: ConvertedLine, by: number): void {
  const left = (counts.get(text) ?? 0) + by;
  if (left > 0) counts.set(text, left);
  else counts.delete(text);
}
