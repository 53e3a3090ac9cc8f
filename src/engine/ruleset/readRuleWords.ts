import { MATCHES, type Match } from "../matches";
import type { MatchExtension } from "../matches/matchExtension";
import type { Family } from "../net/family";
import { TARGETS } from "../targets";
import { type FoundOption, splitOption, takeValues } from "./foundOption";
import { isKernelTarget } from "./kernelTargets";
import { readHeaderOption } from "./readHeaderOption";
import { complain, type ExtensionDraft, type MatchDraft, type RuleDraft } from "./ruleDraft";
import { LONG_RULE_OPTIONS, RULE_OPTIONS, type RuleOption, ruleOption } from "./ruleOptions";
import type { Word } from "./splitWords";

type OwnerDraft = Pick<ExtensionDraft<MatchExtension<Match>>, "options"> & {
  readonly extension: Pick<MatchExtension<Match>, "options" | "aliases">;
};

/** Reads all words of a draft. Never throws; what is not understood is noted in `draft.unknown`. */
export function readRuleWords(draft: RuleDraft): void {
  while (draft.at < draft.words.length) {
    const word = draft.words[draft.at];
    if (word === undefined) return;
    if (word.text === "!") readInverted(draft, word);
    else if (word.text.startsWith("-") && word.text.length > 1) readOption(draft, word, false);
    else skipStray(draft, word);
  }
}

function readInverted(draft: RuleDraft, bang: Word): void {
  draft.at++;
  const next = draft.words[draft.at];
  if (next?.text.startsWith("-")) {
    readOption(draft, next, true);
    return;
  }
  complain(draft, {
    kind: "other",
    name: "a ! without an option",
    word: bang,
    why: "a ! stands before an option, as in ! -s 10.0.0.0/8",
  });
}

function skipStray(draft: RuleDraft, word: Word): void {
  draft.at++;
  if (draft.isInUnknown) return;
  complain(draft, {
    kind: "other",
    name: `the word ${word.text}`,
    word,
    why: `"${word.text}" belongs to no option; a rule is made of options and their values`,
  });
}

function readOption(draft: RuleDraft, word: Word, inverted: boolean): void {
  draft.at++;
  const option = splitOption(word, inverted);
  const common = ruleOption(option.name);
  if (common !== undefined) {
    readCommon(draft, common, option);
    return;
  }
  if (draft.isInUnknown) return;
  const owner = findOwner(draft, option.name) ?? loadByProtocol(draft, option.name);
  if (owner !== undefined) {
    readOwned(draft, owner, option);
    return;
  }
  const full = completeRuleOption(option.name);
  if (full !== undefined) {
    readCommon(draft, full, option);
    return;
  }
  complain(draft, {
    kind: "unknown-option",
    name: option.name,
    word,
    why: `no match or target of this rule has an option ${option.name}`,
  });
  draft.isInUnknown = true;
}

const NEVER_INVERTED: ReadonlySet<RuleOption> = new Set<RuleOption>([
  "--jump",
  "--goto",
  "--match",
  "--set-counters",
]);

function readCommon(draft: RuleDraft, name: RuleOption, option: FoundOption): void {
  draft.isInUnknown = false;
  if (option.inverted && NEVER_INVERTED.has(name)) {
    complain(draft, {
      kind: "other",
      name: `a ! before ${option.word.text}`,
      word: option.word,
      why: `${option.word.text} takes no !; a ! stands before a test`,
    });
  }
  const values = takeValues(draft, option, RULE_OPTIONS[name]);
  if (values === undefined) return;
  const [value] = values;
  if (name === "--match" && value !== undefined) {
    loadMatch(draft, value);
    return;
  }
  if ((name === "--jump" || name === "--goto") && value !== undefined) {
    loadTarget(draft, value, name === "--goto");
    return;
  }
  readHeaderOption(draft, { name, word: option.word, values, inverted: option.inverted });
}

function loadMatch(draft: RuleDraft, word: Word): void {
  const extension = MATCHES.get(word.text);
  if (extension !== undefined && isForeign(draft, extension)) {
    refuseForeign(draft, word);
    return;
  }
  if (extension !== undefined) {
    draft.matches.push({ extension, word, options: [] });
    return;
  }
  draft.isInUnknown = true;
  complain(draft, {
    kind: "unknown-match",
    name: word.text,
    word,
    why: `the match ${word.text} is not known here`,
  });
}

function isForeign(draft: RuleDraft, { family = draft.family }: { family?: Family }): boolean {
  return family !== draft.family;
}

/** A match or target that only the other of iptables and ip6tables has. */
function refuseForeign(draft: RuleDraft, word: Word): void {
  const [own, other] =
    draft.family === "IPv4" ? ["iptables", "ip6tables"] : ["ip6tables", "iptables"];
  draft.isInUnknown = true;
  complain(draft, {
    kind: "other",
    name: `${word.text} in a rule of ${own}`,
    word,
    why: `${own} has no ${word.text}; only ${other} has`,
  });
}

function loadTarget(draft: RuleDraft, word: Word, isGoto: boolean): void {
  if (draft.target !== undefined || draft.jump !== undefined) {
    complain(draft, {
      kind: "other",
      name: "a second target",
      word,
      why: "a rule has one -j or -g",
    });
    return;
  }
  // Source: iptables 1.8.9 iptables/xshared.c, parse_target.
  if (/^$|\s/.test(word.text)) {
    const why = `"${word.text}" is no name of a target or chain: it has no blanks`;
    complain(draft, { kind: "other", name: "a name with a blank", word, why });
    return;
  }
  const extension = isGoto ? undefined : TARGETS.get(word.text);
  if (extension !== undefined && isForeign(draft, extension)) refuseForeign(draft, word);
  else if (extension !== undefined) draft.target = { extension, word, options: [] };
  else if (isGoto || !isKernelTarget(word.text) || draft.hasChain(word.text)) {
    draft.jump = { word, isGoto };
  } else refuseTarget(draft, word);
}

/** A name after `-j` that is no target we know is a chain, unless it is one of the kernel's other targets. */
function refuseTarget(draft: RuleDraft, word: Word): void {
  draft.isInUnknown = true;
  complain(draft, {
    kind: "unknown-target",
    name: word.text,
    word,
    why: `the target ${word.text} is not known here`,
  });
}

/** A match or target that an option belongs to, and the option's full name. */
interface Owner {
  readonly draft: OwnerDraft;
  readonly name: string;
}

/** The target first, then the matches, the newest first. */
function findOwner(draft: RuleDraft, name: string): Owner | undefined {
  const { target, matches } = draft;
  if (target !== undefined) {
    const own = ownName(target, name);
    if (own !== undefined) return { draft: target, name: own };
  }
  for (let at = matches.length - 1; at >= 0; at--) {
    const match = matches[at];
    const own = match && ownName(match, name);
    if (match !== undefined && own !== undefined) return { draft: match, name: own };
  }
  return completeOption(newestFirst(draft), name);
}

function newestFirst(draft: RuleDraft): readonly OwnerDraft[] {
  const matches = [...draft.matches].reverse();
  return draft.target === undefined ? matches : [draft.target, ...matches];
}

function ownName({ extension }: OwnerDraft, name: string): string | undefined {
  if (Object.hasOwn(extension.options, name)) return name;
  const { aliases } = extension;
  return aliases !== undefined && Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

/** getopt takes a shortened name when it can mean one option only. */
function completeOption(owners: readonly OwnerDraft[], name: string): Owner | undefined {
  if (!name.startsWith("--") || name.length < 4) return undefined;
  const found = new Map<string, OwnerDraft>();
  for (const owner of owners) {
    const { options, aliases = {} } = owner.extension;
    for (const full of [...Object.keys(options), ...Object.keys(aliases)]) {
      const own = aliases[full] ?? full;
      if (full.startsWith(name) && !found.has(own)) found.set(own, owner);
    }
  }
  if (found.size !== 1 || completeRuleOption(name) !== undefined) return undefined;
  const [only] = found;
  return only === undefined ? undefined : { name: only[0], draft: only[1] };
}

function completeRuleOption(name: string): RuleOption | undefined {
  if (!name.startsWith("--") || name.length < 4) return undefined;
  const names = LONG_RULE_OPTIONS.filter((long) => long.startsWith(name)).map(ruleOption);
  return new Set(names).size === 1 ? names[0] : undefined;
}

/** `--dport` after `-p tcp` loads the match `tcp`, once. */
function loadByProtocol(draft: RuleDraft, name: string): Owner | undefined {
  const { protocol } = draft;
  if (protocol === undefined || protocol.inverted) return undefined;
  for (const extension of MATCHES.values()) {
    if (extension.protocol !== protocol.number || isForeign(draft, extension)) continue;
    if (draft.matches.some((match) => match.extension === extension)) return undefined;
    const loaded: MatchDraft = { extension, word: undefined, options: [] };
    const own = ownName(loaded, name) ?? completeOption([loaded], name)?.name;
    if (own === undefined) return undefined;
    draft.matches.push(loaded);
    return { draft: loaded, name: own };
  }
  return undefined;
}

function readOwned(draft: RuleDraft, { draft: owner, name }: Owner, option: FoundOption): void {
  const values = takeValues(draft, option, owner.extension.options[name] ?? 0);
  if (values === undefined) return;
  owner.options.push({
    name,
    values: values.map(({ text }) => text),
    inverted: option.inverted,
    column: option.word.offset + 1,
  });
}
