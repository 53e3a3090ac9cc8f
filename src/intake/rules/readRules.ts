import {
  type Diagnostic,
  type ParseOptions,
  type PassedOver,
  parseRuleset,
  type Ruleset,
  type UnknownRule,
} from "@/engine";
import type { Section } from "../sections/section";
import type { Loss } from "./convertedRules";
import { type RulesText, readRuleSections } from "./readRuleSections";

/** The rules of one family, read. */
export interface ReadRuleset {
  readonly ruleset: Ruleset;
  /** What the ruleset was read from: the pasted text, or what was made of it. */
  readonly text: string;
  /** The line of the pasted text that a line of `text` came from, both 1-based; 0 for none. */
  pastedLine(line: number): number;
}

/** All rules that a pasted text holds, in whatever forms. Line numbers are the pasted text's. */
export interface ReadRules {
  /** One for each family that is there; empty when no rules are. */
  readonly rulesets: readonly ReadRuleset[];
  readonly diagnostics: readonly Diagnostic[];
  readonly unknown: readonly UnknownRule[];
  readonly passedOver: readonly PassedOver[];
  readonly lost: readonly Loss[];
  readonly assumed: readonly string[];
}

export interface ReadOptions extends Pick<ParseOptions, "onProgress"> {
  /** The pasted text as the bytes of UTF-8, where they are at hand: a long text is not turned into them again. */
  readonly bytes?: Uint8Array;
  /** Asked once for each text that is read: what is shown every rule of it as it is checked. */
  readonly visitorOf?: (text: string) => NonNullable<ParseOptions["onRule"]>;
}

/** Reads and checks every rule in the sections of a pasted text. Never throws. */
export function readRules(
  text: string,
  sections: readonly Section[],
  options: ReadOptions = {},
): ReadRules {
  const found = readRuleSections(text, sections);
  const parsed = found.texts.map((one) => parseOne(one, options));
  return {
    rulesets: parsed.map(({ read }) => read),
    diagnostics: parsed.flatMap(({ diagnostics }) => diagnostics),
    unknown: withoutRepeats([...found.unknown, ...parsed.flatMap(({ unknown }) => unknown)]),
    passedOver: inOrder([...found.passedOver, ...parsed.flatMap(({ passedOver }) => passedOver)]),
    lost: found.lost,
    assumed: found.assumed,
  };
}

function parseOne(
  { family, text, isAsPasted, pastedLine }: RulesText,
  { bytes, onProgress, visitorOf }: ReadOptions,
) {
  const { ruleset, diagnostics, unknown, passedOver } = parseRuleset(
    isAsPasted ? (bytes ?? text) : text,
    {
      family,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(visitorOf === undefined ? {} : { onRule: visitorOf(text) }),
    },
  );
  const placed = <Placed extends { readonly line: number }>(one: Placed) => ({
    ...one,
    line: pastedLine(one.line),
  });
  return {
    read: { ruleset, text, pastedLine },
    diagnostics: diagnostics.map((one) => ({ ...one, at: placed(one.at) })),
    unknown: unknown.map(placed),
    // A line that was added is none of the paste's.
    passedOver: passedOver.map(placed).filter(({ line }) => line > 0),
  };
}

/** A row of a listing may be not understood in two ways; it is one row. */
function withoutRepeats(unknown: readonly UnknownRule[]): readonly UnknownRule[] {
  const lines = new Set<number>();
  return inOrder(unknown).filter(({ line }) => {
    const isNew = !lines.has(line);
    lines.add(line);
    return isNew;
  });
}

function inOrder<Placed extends { readonly line: number }>(
  placed: readonly Placed[],
): readonly Placed[] {
  return [...placed].sort((one, other) => one.line - other.line);
}
