import type { Match } from "../matches";
import type { MatchExtension, WrittenOption } from "../matches/matchExtension";
import type { Missing } from "../net/decision";
import type { Family } from "../net/family";
import type { MaskedAddress } from "../net/prefix";
import type { Target } from "../targets";
import type { TargetExtension } from "../targets/targetExtension";
import type { Counters, InterfaceTest, ProtocolTest, UnknownPart } from "./rule";
import type { Word } from "./splitWords";

/** A list of addresses after one `-s` or `-d`; several make several rules. */
export interface AddressList {
  readonly addresses: readonly MaskedAddress[];
  readonly inverted: boolean;
}

/** A match or target with the options read for it so far. */
export interface ExtensionDraft<Extension> {
  readonly extension: Extension;
  /** Where its name stands; undefined when its options alone loaded it. */
  readonly word: Word | undefined;
  readonly options: WrittenOption[];
}

export type MatchDraft = ExtensionDraft<MatchExtension<Match>>;
export type TargetDraft = ExtensionDraft<TargetExtension<Target>>;

/** A rule while its words are being read. */
export interface RuleDraft {
  readonly words: readonly Word[];
  /** Whether it is a rule of iptables or of ip6tables. */
  readonly family: Family;
  /** Whether the table has a chain of this name. */
  readonly hasChain: (name: string) => boolean;
  /** Index of the next word. */
  at: number;
  source: AddressList | undefined;
  destination: AddressList | undefined;
  inInterface: InterfaceTest | undefined;
  outInterface: InterfaceTest | undefined;
  protocol: ProtocolTest | undefined;
  fragment: boolean | undefined;
  counters: Counters | undefined;
  readonly matches: MatchDraft[];
  target: TargetDraft | undefined;
  /** A word after `-j` or `-g` that names a chain. */
  jump: { readonly word: Word; readonly isGoto: boolean } | undefined;
  /** Options that stand twice or more are refused; the names seen so far. */
  readonly seen: string[];
  /** Whether what is read now belongs to a match or target that is not known. */
  isInUnknown: boolean;
  unknown: UnknownPart | undefined;
}

/** An empty draft over the words that follow the chain's name. */
export function newDraft(
  words: readonly Word[],
  { at, family, hasChain }: Pick<RuleDraft, "at" | "family" | "hasChain">,
): RuleDraft {
  return {
    words,
    family,
    hasChain,
    at,
    source: undefined,
    destination: undefined,
    inInterface: undefined,
    outInterface: undefined,
    protocol: undefined,
    fragment: undefined,
    counters: undefined,
    matches: [],
    target: undefined,
    jump: undefined,
    seen: [],
    isInUnknown: false,
    unknown: undefined,
  };
}

/** Notes the first thing in a rule that is not known or not right; what follows it is still read. */
export function complain(
  draft: RuleDraft,
  problem: {
    readonly kind: Missing["kind"];
    readonly name: string;
    readonly word: Word | undefined;
    readonly why: string;
  },
): void {
  if (draft.unknown !== undefined) return;
  const { kind, name, word, why } = problem;
  draft.unknown = {
    missing: { kind, name },
    column: (word?.offset ?? 0) + 1,
    text: word?.text ?? name,
    why,
  };
}
