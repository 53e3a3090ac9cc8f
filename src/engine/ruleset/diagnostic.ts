/** What is wrong with a text, as data; the sentence around it is made where it is shown. */
export interface Diagnostic {
  /** Kebab-case: `unknown-match`, `missing-commit`, `duplicate-chain` … */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly at: {
    /** 1-based. */
    readonly line: number;
    /** 1-based, in UTF-16 units. */
    readonly column: number;
    /** 0 when only a place is meant. */
    readonly length: number;
  };
  /** The offending text, as written. */
  readonly text: string;
  /** One sentence: what was read, why that is not right, and what would be. */
  readonly why: string;
}
