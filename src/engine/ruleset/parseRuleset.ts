import type { Family } from "../net/family";
import { textWindow } from "../net/textWindow";
import { decodeUtf8 } from "../net/utf8";
import type { Diagnostic } from "./diagnostic";
import { encodeInSteps } from "./encodeInSteps";
import { findFamily } from "./findFamily";
import { indexText, type PassedOver, type TextIndex } from "./indexText";
import { type IndexedRuleset, lazyRuleset, type TextBetween } from "./lazyRuleset";
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
export function parseRuleset(text: string | Uint8Array, options: ParseOptions = {}): ParsedRuleset {
  const steps = parseRulesetInSteps(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same, some lines at each step of the generator, so that a page can answer in between; what
 * checking the rules takes is one step.
 */
export function* parseRulesetInSteps(
  text: string | Uint8Array,
  { family: wanted, rules = "all", onProgress, onRule }: ParseOptions = {},
): Generator<undefined, ParsedRuleset, undefined> {
  const bytes = typeof text === "string" ? yield* encodeInSteps(text) : text;
  const index = yield* indexText(bytes);
  const fragments = resolveFragments(index);
  const family = findFamily(index);
  yield undefined;
  const textBetween = textOf(text, bytes);
  index.names.readFrom(textBetween);
  const indexed = lazyRuleset(index, wanted ?? family ?? "IPv4", textBetween);
  const inOrder =
    text.length === bytes.length && typeof text === "string" ? textBetween : textWindow(bytes);
  const found =
    rules === "all"
      ? checkRules(indexed, inOrder, { onProgress, onRule })
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

/**
 * Where every character is one byte, a stretch of bytes is the same stretch of the text, and the bytes are not kept beside
 * it.
 */
function textOf(text: string | Uint8Array, bytes: Uint8Array): TextBetween {
  return typeof text === "string" && text.length === bytes.length ? sliceOf(text) : decoded(bytes);
}

// Each alone, as what one of them needs would be kept with the other.
function sliceOf(text: string): TextBetween {
  return (start, end) => text.slice(start, end);
}

function decoded(bytes: Uint8Array): TextBetween {
  return (start, end) => decodeUtf8(bytes.subarray(start, end));
}

function checkRules(
  { visitRules }: IndexedRuleset,
  inOrder: TextBetween,
  { onProgress, onRule }: { [Told in "onProgress" | "onRule"]: ParseOptions[Told] },
) {
  let checked = 0;
  const unknown: UnknownRule[] = [];
  const missing = new Map<string, Diagnostic>();
  visitRules(inOrder, (rule, table, chain) => {
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
