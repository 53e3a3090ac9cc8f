/** Something a test would have to know and does not, named so that a person can supply it. */
export interface Missing {
  readonly kind:
    | "unknown-match"
    | "unknown-target"
    | "unknown-option"
    | "missing-chain"
    | "policy"
    | "ipset"
    | "addresses"
    | "interfaces"
    | "routes"
    | "payload"
    | "owner"
    | "time"
    | "other";
  /** The name of the set, match, target or chain, as written; a short English phrase for `other`. */
  readonly name: string;
}

/** The answer of a test: a third truth value stands for "cannot be decided", with what is missing. */
export type Decision = "yes" | "no" | { readonly missing: Missing };

/** Whether a decision is the third truth value. */
export function isUndecided(decision: Decision): decision is { readonly missing: Missing } {
  return typeof decision === "object";
}

/** A boolean as a decision. */
export function decide(holds: boolean): Decision {
  return holds ? "yes" : "no";
}
