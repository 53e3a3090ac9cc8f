import { decodeUtf8, encodeUtf8 } from "../net/utf8";

/** What a line of a save text is, told from its first bytes. */
export type LineKind =
  | "blank"
  | "table"
  | "commit"
  /** `:NAME POLICY [packets:bytes]` */
  | "chain"
  /** `-N NAME` */
  | "newChain"
  /** `-P NAME POLICY` */
  | "policy"
  /** `-A NAME …` or `-I NAME …`, perhaps after `[packets:bytes]` */
  | "rule"
  /** Anything else: comments, prose, prompts, fences. */
  | "other";

export interface LineStart {
  readonly kind: LineKind;
  /** Where `*`, `:`, `-A` begins: indentation, a prompt and counters passed over. Bytes from the line's start. */
  readonly offset: number;
}

const SPACE = 32;
const TAB = 9;
const HASH = 35;
const STAR = 42;
const MINUS = 45;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const LETTER_A = 65;
const LETTER_C = 67;
const LETTER_I = 73;
const LETTER_N = 78;
const LETTER_P = 80;

/** A shell prompt: `$`, `user@host:~$`, `[root@node ~]#`. A `#` alone begins a comment. */
const PROMPT = /^\s*(?:\[[^\]]*\]\S*|[^\s[]*)(?:[$%>]|(?<=[^\s#])#)\s*(?=[-:[])/;

/** Tells what the line between two byte offsets is. */
export function lineStartAt(bytes: Uint8Array, start: number, end: number): LineStart {
  const at = skipBlanks(bytes, start, end);
  if (at >= end) return { kind: "blank", offset: 0 };
  const kind = kindAt(bytes, at, end);
  if (kind !== "other") return { kind, offset: at - start };
  if (bytes[at] === HASH) return { kind, offset: at - start };
  return behindCounters(bytes, { start, at, end }) ?? behindPrompt(bytes, start, end);
}

export function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

/** The end of the word that begins at `start`. */
export function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(bytes[at])) at++;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function kindAt(bytes: Uint8Array, at: number, end: number): LineKind {
  switch (bytes[at]) {
    case MINUS:
      return isBlank(bytes[at + 2]) && at + 2 < end ? commandKind(bytes[at + 1]) : "other";
    case COLON:
      return "chain";
    case STAR:
      return "table";
    case LETTER_C:
      return isCommit(bytes, at, end) ? "commit" : "other";
    default:
      return "other";
  }
}

function commandKind(letter: number | undefined): LineKind {
  if (letter === LETTER_A || letter === LETTER_I) return "rule";
  if (letter === LETTER_N) return "newChain";
  return letter === LETTER_P ? "policy" : "other";
}

function isCommit(bytes: Uint8Array, at: number, end: number): boolean {
  const stop = wordEnd(bytes, at, end);
  return (
    stop - at === 6 && skipBlanks(bytes, stop, end) >= end && ascii(bytes, at, stop) === "COMMIT"
  );
}

/** `[12:3400] -A …` */
function behindCounters(
  bytes: Uint8Array,
  { start, at, end }: { readonly start: number; readonly at: number; readonly end: number },
): LineStart | undefined {
  if (bytes[at] !== OPEN) return undefined;
  const close = bytes.indexOf(CLOSE, at);
  if (close < 0 || close >= end || !/^\[\d+:\d+$/.test(ascii(bytes, at, close))) return undefined;
  const next = skipBlanks(bytes, close + 1, end);
  return kindAt(bytes, next, end) === "rule" ? { kind: "rule", offset: next - start } : undefined;
}

function behindPrompt(bytes: Uint8Array, start: number, end: number): LineStart {
  const nothing = { kind: "other", offset: 0 } as const;
  const text = decodeUtf8(bytes.subarray(start, end));
  const prompt = PROMPT.exec(text)?.[0];
  if (prompt === undefined) return nothing;
  const at = start + encodeUtf8(prompt).length;
  const kind = kindAt(bytes, at, end);
  if (kind !== "other") return kind === "table" ? nothing : { kind, offset: at - start };
  return behindCounters(bytes, { start, at, end }) ?? nothing;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 64)));
}
