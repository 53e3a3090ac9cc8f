import type { Family } from "../net/family";
import { encodeUtf8 } from "../net/utf8";
import type { Diagnostic } from "./diagnostic";
import { findFamily } from "./findFamily";
import { indexText, type PassedOver, type TextIndex } from "./indexText";
import { type IndexedRuleset, lazyRuleset } from "./lazyRuleset";
import { type ResolvedFragment, resolveFragments } from "./resolveFragments";
import type { Rule } from "./rule";
import type { Chain, Ruleset, Table } from "./ruleset";

/** A rule that is kept to the letter because something in it is not known. */
export interface UnknownRule {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** The offending word. */
  readonly text: string;
  /** A sentence: what it is, and what would be right. */
  readonly why: string;
}

/** A save text, read. */
export interface ParsedRuleset {
  /** Of the family that was asked for, else of `family`, else of IPv4. */
  readonly ruleset: Ruleset;
  /** Whose rules the text says they are; undefined when nothing in it tells. */
  readonly family: Family | undefined;
  /** What is wrong with the text as a whole, in the order of its lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** The rules that hold something unknown; they are in the ruleset all the same. */
  readonly unknown: readonly UnknownRule[];
  /** Lines that are neither rule, chain, table nor COMMIT, blank ones apart. */
  readonly passedOver: readonly PassedOver[];
}

export interface ParseOptions {
  /** Whose rules they are; told from the text where this is absent. */
  readonly family?: Family | undefined;
  /** Whether every rule is checked now, which is the default, or only read when somebody asks for it. */
  readonly rules?: "all" | "when asked";
  /** Told now and then how many rules have been checked. */
  readonly onProgress?: (rulesChecked: number) => void;
  /** Is shown every rule as it is checked, in the order of the text: none has to be read again for it. */
  readonly onRule?: (rule: Rule, chain: Chain) => void;
}

/** How many rules are checked between two reports. */
const REPORT_EVERY = 10_000;

/**
 * Reads what `iptables-save` or `iptables -S` prints, whole or in part, as text or as the bytes of UTF-8.
 * Never throws. Rules without `*table` are put where they must be from, which a diagnostic says.
 * With `rules: "when asked"` the rules are not checked: `unknown` is empty, and rules are read as they are needed.
 */
export function parseRuleset(
  text: string | Uint8Array,
  { family: wanted, rules = "all", onProgress, onRule }: ParseOptions = {},
): ParsedRuleset {
  const bytes = typeof text === "string" ? encodeUtf8(text) : text;
  const index = indexText(bytes);
  const fragments = resolveFragments(index);
  const family = findFamily(index);
  const indexed = lazyRuleset(index, wanted ?? family ?? "IPv4");
  const found =
    rules === "all"
      ? checkRules(indexed, { onProgress, onRule })
      : { unknown: [], diagnostics: [] };
  const diagnostics = [
    ...fragments.map(describeFragment),
    ...uncommitted(index),
    ...repeatedChains(index),
    ...found.diagnostics,
  ];
  return {
    ruleset: indexed.ruleset,
    family,
    diagnostics: diagnostics.sort((one, other) => one.at.line - other.at.line),
    unknown: found.unknown,
    passedOver: index.passedOver,
  };
}

function checkRules(
  { visitRules }: IndexedRuleset,
  { onProgress, onRule }: { [Told in "onProgress" | "onRule"]: ParseOptions[Told] },
) {
  let checked = 0;
  const unknown: UnknownRule[] = [];
  const missing = new Map<string, Diagnostic>();
  visitRules((rule, table, chain) => {
    checked++;
    if (checked % REPORT_EVERY === 0) onProgress?.(checked);
    onRule?.(rule, chain);
    if (rule.unknown !== undefined) {
      const { column, text, why } = rule.unknown;
      unknown.push({ line: rule.line, column, text, why });
    }
    const absent = missingChain(rule, table);
    if (absent !== undefined && !missing.has(`${table.name} ${absent}`)) {
      missing.set(`${table.name} ${absent}`, describeMissingChain(rule, chain, absent));
    }
  });
  unknown.sort((one, other) => one.line - other.line);
  return { unknown, diagnostics: [...missing.values()] };
}

function missingChain({ target }: Rule, table: Table): string | undefined {
  if (target === undefined || !("chain" in target)) return undefined;
  return table.chain(target.chain) === undefined ? target.chain : undefined;
}

function describeMissingChain(rule: Rule, { name }: Chain, absent: string): Diagnostic {
  return {
    code: "missing-chain",
    severity: "warning",
    at: { line: rule.line, column: 1, length: 0 },
    text: absent,
    why: `A rule of ${name} jumps to ${absent}, of which the text shows neither its chain line nor a rule; a packet that goes there cannot be followed.`,
  };
}

function describeFragment({ line, tables }: ResolvedFragment): Diagnostic {
  return {
    code: "table-inferred",
    severity: "warning",
    at: { line, column: 1, length: 0 },
    text: tables.join(", "),
    why: `No *table line stands before these rules; from their targets and chain names they were taken to be in ${tables.join(" and ")}.`,
  };
}

function uncommitted(index: TextIndex): readonly Diagnostic[] {
  return index.tables
    .filter((table) => !table.isCommitted)
    .map((table) => ({
      code: "missing-commit",
      severity: "warning",
      at: { line: table.line, column: 1, length: 0 },
      text: `*${table.name}`,
      why: `No COMMIT follows the table ${table.name}; it was read all the same, but iptables-restore would load nothing of it.`,
    }));
}

function repeatedChains(index: TextIndex): readonly Diagnostic[] {
  return index.repeated.map(({ chain, line }) => ({
    code: "duplicate-chain",
    severity: "warning",
    at: { line, column: 1, length: 0 },
    text: index.names.name(chain),
    why: `The chain ${index.names.name(chain)} is declared twice; its rules were put together.`,
  }));
}
