import { TABLES, type TableName } from "../net/hook";
import { decodeUtf8, encodeUtf8 } from "../net/utf8";
import { type ChainDeclaration, ChainDeclarations } from "./chainDeclarations";
import { ChainNames } from "./chainNames";
import { lineStartAt, skipBlanks, wordEnd } from "./lineKind";
import { parseRule } from "./parseRule";
import { RuleOffsets } from "./ruleOffsets";

/** A stretch of text under one `*table`, or without any. */
export interface IndexedTable {
  /** undefined for rules that stand under no `*table`, until their table is inferred. */
  readonly name: TableName | undefined;
  /** Whether no `*table` line began it. */
  readonly isFragment: boolean;
  /** 1-based line of `*name`; of the first rule where there is none. */
  readonly line: number;
  /** Whether a COMMIT followed. */
  isCommitted: boolean;
}

/** A line that is neither rule nor chain nor table. */
export interface PassedOver {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Where everything stands in a save text. */
export interface TextIndex {
  readonly bytes: Uint8Array;
  readonly tables: IndexedTable[];
  /** The table of a chain is its number in `tables`. */
  readonly names: ChainNames;
  /** By the chain's number; a chain that is only used has none. */
  readonly declarations: ChainDeclarations;
  /** Chains that are declared more than once: the number and the line. */
  readonly repeated: readonly { readonly chain: number; readonly line: number }[];
  readonly rules: RuleOffsets;
  readonly passedOver: readonly PassedOver[];
}

const LINE_BREAK = 10;
const RETURN = 13;
const QUOTE = 34;
const COLON = 58;
const COMMA = 44;
const MINUS = 45;
const BANG = 33;
const LETTER_I = 73;

/** So many lines are looked at between two pauses. */
const LINES_AT_ONCE = 2000;

/**
 * Finds tables, chains and rules in one pass over the bytes, some lines at each step of the generator; no rule is read
 * yet.
 */
export function indexText(bytes: Uint8Array): Generator<undefined, TextIndex, undefined> {
  return new TextIndexer(bytes).steps();
}

class TextIndexer {
  readonly #bytes: Uint8Array;
  readonly #tables: IndexedTable[] = [];
  readonly #names: ChainNames;
  readonly #declarations = new ChainDeclarations();
  readonly #repeated: { chain: number; line: number }[] = [];
  readonly #rules = new RuleOffsets();
  readonly #passedOver: PassedOver[] = [];
  /** Number of the table that lines belong to now; -1 when none has begun. */
  #table = -1;
  #isBehindRule = false;
  #line = 0;
  #nextComma = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#names = new ChainNames(bytes);
  }

  *steps(): Generator<undefined, TextIndex, undefined> {
    const bytes = this.#bytes;
    let start = 0;
    while (start < bytes.length) {
      const lineBreak = bytes.indexOf(LINE_BREAK, start);
      const end = lineBreak < 0 ? bytes.length : lineBreak;
      this.#line++;
      if (this.#line % LINES_AT_ONCE === 0) yield undefined;
      let last = end;
      while (last > start && bytes[last - 1] === RETURN) last--;
      this.#readLine(start, last);
      start = end + 1;
    }
    return {
      bytes,
      tables: this.#tables,
      names: this.#names,
      declarations: this.#declarations,
      repeated: this.#repeated,
      rules: this.#rules,
      passedOver: this.#passedOver,
    };
  }

  #readLine(start: number, end: number): void {
    const { kind, offset } = lineStartAt(this.#bytes, start, end);
    if (kind === "blank") return;
    if (!this.#take(kind, { start, at: start + offset, end })) this.#passOver(start, end);
  }

  /** Takes a line for what it looks like; false when it is not that after all. */
  #take(kind: string, line: LineSpan): boolean {
    switch (kind) {
      case "rule":
        return this.#takeRule(line);
      case "table":
        return this.#takeTable(line);
      case "commit":
        return this.#takeCommit();
      case "chain":
      case "newChain":
      case "policy":
        return this.#takeDeclaration(line);
      default:
        return false;
    }
  }

  #takeTable({ at, end }: LineSpan): boolean {
    const word = this.#text(at + 1, end).trim();
    const name = TABLES.find((table) => table === word);
    if (name === undefined) return false;
    this.#table = this.#tables.findIndex((table) => table.name === name);
    if (this.#table < 0) this.#begin(name);
    const table = this.#tables[this.#table];
    if (table !== undefined) table.isCommitted = false;
    return true;
  }

  #takeCommit(): boolean {
    const table = this.#tables[this.#table];
    if (table === undefined) return false;
    table.isCommitted = true;
    this.#table = -1;
    return true;
  }

  #takeDeclaration({ at, end }: LineSpan): boolean {
    const declared = this.#isPlainUserChain(at, end)
      ? PLAIN_USER_CHAIN
      : readDeclaration(this.#text(at, end));
    if (declared === undefined) return false;
    if (this.#isListingAgain(declared.policy)) this.#table = -1;
    const from = skipBlanks(this.#bytes, at + declared.nameOffset, end);
    const chain = this.#intern(from, wordEnd(this.#bytes, from, end));
    const line = this.#line;
    if (this.#declarations.has(chain)) this.#repeated.push({ chain, line });
    const { policy, counters } = declared;
    this.#declarations.set(chain, { line, policy, counters });
    return true;
  }

  /** `:NAME - [0:0]`, as most chain lines of a large text are: told from the bytes alone. */
  #isPlainUserChain(at: number, end: number): boolean {
    const tail = end - PLAIN_TAIL.length;
    if (this.#bytes[at] !== COLON || wordEnd(this.#bytes, at, end) !== tail || tail - at < 2)
      return false;
    for (let place = 0; place < PLAIN_TAIL.length; place++)
      if (this.#bytes[tail + place] !== PLAIN_TAIL[place]) return false;
    return true;
  }

  /** Outside `*table`, a policy behind rules begins another listing. */
  #isListingAgain(policy: string | undefined): boolean {
    return (
      policy !== undefined && this.#isBehindRule && this.#tables[this.#table]?.name === undefined
    );
  }

  #takeRule({ start, at, end }: LineSpan): boolean {
    const from = skipBlanks(this.#bytes, at + 2, end);
    const stop = wordEnd(this.#bytes, from, end);
    const isInsert = this.#bytes[at + 1] === LETTER_I;
    const position = isInsert ? /^\s*(\d+)(?=\s|$)/.exec(this.#text(stop, end)) : null;
    const behind = skipBlanks(this.#bytes, stop + (position?.[0].length ?? 0), end);
    if (stop === from || this.#hasQuote(from, stop) || !this.#looksLikeRule(behind, end))
      return false;
    const chain = this.#intern(from, stop);
    this.#isBehindRule = true;
    const copies = this.#hasComma(start, end) ? this.#countRules(start, at, end) : 1;
    for (let variant = 0; variant < copies; variant++) {
      const id = this.#rules.add({ start, at, end, line: this.#line, chain });
      if (copies > 1) this.#rules.variants.set(id, variant);
      if (isInsert) this.#rules.positions.set(id, Number(position?.[1] ?? 1));
    }
    return true;
  }

  /** No chain's name holds a quotation mark: iptables-restore takes it for the begin of a word with blanks. */
  #hasQuote(from: number, stop: number): boolean {
    for (let at = from; at < stop; at++) if (this.#bytes[at] === QUOTE) return true;
    return false;
  }

  /** Behind the chain's name stand options. Prose that begins with `-A NAME` has none. */
  #looksLikeRule(behind: number, end: number): boolean {
    if (behind >= end) return true;
    const byte = this.#bytes[behind];
    if (byte === MINUS || byte === BANG) return true;
    const isInTable = this.#tables[this.#table]?.name !== undefined;
    return isInTable || / -{1,2}[a-z]/i.test(this.#text(behind, end));
  }

  /** Remembers where the next comma is, or up to where there is none: few lines have one. */
  #hasComma(start: number, end: number): boolean {
    const known = this.#nextComma;
    if (known < start || (known < end && this.#bytes[known] !== COMMA)) {
      const stop = Math.max(end, start + SOUGHT_AT_ONCE);
      const comma = this.#bytes.subarray(start, stop).indexOf(COMMA);
      this.#nextComma = comma < 0 ? stop : start + comma;
    }
    return this.#nextComma < end;
  }

  /** Several addresses make several rules, so the line has to be read to know how many. */
  #countRules(start: number, at: number, end: number): number {
    const text = this.#text(start, end);
    const [, first] = /\s(?:-s|-d|--s[ro]\w*|--d[es]\w*)[\s=]*([^\s,]+),/.exec(text) ?? [];
    if (first === undefined) return 1;
    const family = first.includes(":") ? "IPv6" : "IPv4";
    const offset = this.#text(start, at).length;
    const hasChain = () => false;
    const name = this.#tables[this.#table]?.name;
    const where = { line: 0, table: name ?? "filter", isFragment: name === undefined } as const;
    const line = { text, offset, ...where, family, counters: undefined, hasChain } as const;
    return parseRule(line).length;
  }

  #intern(start: number, end: number): number {
    if (this.#table < 0) this.#begin(undefined);
    return this.#names.intern(this.#table, start, end);
  }

  #begin(name: TableName | undefined): void {
    this.#table = this.#tables.length;
    this.#isBehindRule = false;
    const isFragment = name === undefined;
    this.#tables.push({ name, isFragment, line: this.#line, isCommitted: isFragment });
  }

  #passOver(start: number, end: number): void {
    this.#passedOver.push({ line: this.#line, text: this.#text(start, end) });
  }

  #text(start: number, end: number): string {
    return decodeUtf8(this.#bytes.subarray(start, end));
  }
}

/** To look through the whole of a large text at once would hold up the page. */
const SOUGHT_AT_ONCE = 1 << 20;

/** A line: where it begins, where its first word of interest stands, where it ends. */
interface LineSpan {
  readonly start: number;
  readonly at: number;
  readonly end: number;
}

const PLAIN_TAIL = encodeUtf8(" - [0:0]");
const PLAIN_USER_CHAIN = {
  nameOffset: 1,
  policy: undefined,
  counters: { packets: 0, bytes: 0 },
} as const;

const CHAIN_LINE = /^:\s*(\S+)\s+(ACCEPT|DROP|QUEUE|RETURN|-)(?:\s+\[(\d+):(\d+)\])?\s*$/;
const NEW_CHAIN_LINE = /^-N\s+(\S+)\s*$/;
const POLICY_LINE = /^-P\s+(\S+)\s+(ACCEPT|DROP|QUEUE)(?:\s+-c\s+(\d+)\s+(\d+))?\s*$/;

/** Reads `:NAME POLICY [n:n]`, `-N NAME` or `-P NAME POLICY`; undefined when it is none of them. */
function readDeclaration(
  text: string,
): (Omit<ChainDeclaration, "line"> & { readonly nameOffset: number }) | undefined {
  const [whole, , policyWord, packets, bytes] =
    CHAIN_LINE.exec(text) ?? POLICY_LINE.exec(text) ?? NEW_CHAIN_LINE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const policy = policyWord === "ACCEPT" || policyWord === "DROP" ? policyWord : undefined;
  const counters =
    packets === undefined ? undefined : { packets: Number(packets), bytes: Number(bytes) };
  return { nameOffset: whole.startsWith(":") ? 1 : 2, policy, counters };
}
