import type { Family } from "../net/family";
import type { Ruleset } from "./ruleset";

/** Rules of a family of which no table was ever loaded: no packet meets any. */
export function emptyRuleset(family: Family): Ruleset {
  return { family, tables: [], table: () => undefined };
}
