import { badgeKindOf } from "../chain-graph/badgeOf";
import { readRuleLine } from "../rules-index/ruleLine";
import type { RulesIndex } from "../rules-index/rulesIndex";
import { lineAt } from "../rules-index/textLines";

export const RULE_KINDS = [
  "jump",
  "accept",
  "drop",
  "reject",
  "dnat",
  "snat",
  "mark",
  "return",
  "other",
] as const;
/** What a rule does, as far as its bar on the map tells. */
export type RuleKind = (typeof RULE_KINDS)[number];

/** Reads what rules do from their lines, each line once, when it first comes into the window. */
export class RuleKinds {
  readonly #index: RulesIndex;
  /** By line: the kind's place and one more; 0 for a line that was not read yet. */
  readonly #known: Uint8Array;

  constructor(index: RulesIndex) {
    this.#index = index;
    this.#known = new Uint8Array(index.lines.count);
  }

  /** What the rule on a line does; `other` for a line without a rule. */
  at(line: number): RuleKind {
    const known = this.#known[line] ?? 0;
    if (known > 0) return RULE_KINDS[known - 1] ?? "other";
    const kind = this.#read(line);
    this.#known[line] = RULE_KINDS.indexOf(kind) + 1;
    return kind;
  }

  #read(line: number): RuleKind {
    if ((this.#index.targetOfLine[line] ?? -1) >= 0) return "jump";
    const target = readRuleLine(lineAt(this.#index.lines, line).trim())?.target;
    const kind = target === undefined ? "other" : badgeKindOf(target);
    return kind === "undecided" ? "other" : kind;
  }
}
