import { leaveOutRawBytes, mayHoldAddress, RAW_BYTES_LEFT_OUT } from "./rawBytes";
import type { Redactor } from "./redactor";
import { NAMING_OPTIONS, PLAIN_OPTIONS } from "./ruleOptions";

/** A quoted word with its quotes, or what stands between spaces. */
const WORD = /"(?:[^"\\]|\\.)*"|'[^']*'|\S+/g;
const NUMBER =
  /^(?:0x[0-9a-f]+|\d[\d.]*)(?:[/:,-](?:0x[0-9a-f]+|\d[\d.]*))*(?:\/(?:sec|min|hour|day))?$/i;
const DIRECTIONS = /^(?:src|dst)(?:,(?:src|dst))*$/;

/** What is left of them in a rule that is kept to the letter is numbers, or a name like any other. */
const RAW_OPTIONS: ReadonlySet<string> = new Set(["--u32", "--bytecode"]);

/**
 * A rule as iptables-save prints it, with other addresses and names. What an option that is not known here is followed by is
 * replaced too, unless it is a number: it could be anybody's name.
 */
export function redactRule(line: string, redactor: Redactor): string {
  let option = "";
  let place = 0;
  return (leaveOutRawBytes(line).match(WORD) ?? [])
    .map((word) => {
      if (isOption(word, option, place)) {
        option = word;
        place = 0;
        return word;
      }
      if (word === "!") return word;
      place++;
      return redactWord(word, { option, place }, redactor);
    })
    .join(" ");
}

/** A name may begin with a dash, but not as a word of its own behind an option that takes one: there it is quoted or meant. */
function isOption(word: string, option: string, place: number): boolean {
  const isAwaited = place === 0 && NAMING_OPTIONS.has(option);
  return !isAwaited && /^-{1,2}[A-Za-z0-9]/.test(word) && !/^-\d+$/.test(word);
}

interface Place {
  /** The option before; "" at the beginning. */
  readonly option: string;
  /** Which word behind it, from 1. */
  readonly place: number;
}

function redactWord(word: string, { option, place }: Place, redactor: Redactor): string {
  const thing = NAMING_OPTIONS.get(option);
  if (thing !== undefined && place === 1) return quoted(redactor.name(thing, unquoted(word)));
  if (option === "--mask") return word;
  const replaced = redactor.replaceAddresses(word);
  if (thing !== undefined) return DIRECTIONS.test(word) ? word : plain(word, redactor);
  const isNumbers = RAW_OPTIONS.has(option) && !mayHoldAddress(word);
  if (word === RAW_BYTES_LEFT_OUT) return word;
  if (replaced !== word || isNumbers || PLAIN_OPTIONS.has(option)) return replaced;
  return plain(word, redactor);
}

/** A word of which nothing is known: a number or counters stay, else it may be a name. */
function plain(word: string, redactor: Redactor): string {
  if (NUMBER.test(word) || /^\[\d+:\d+\]$/.test(word)) return word;
  return quoted(redactor.names.map("word", unquoted(word)));
}

function unquoted(word: string): string {
  if (/^'.*'$/s.test(word)) return word.slice(1, -1);
  return /^".*"$/s.test(word) ? word.slice(1, -1).replaceAll(/\\(.)/g, "$1") : word;
}

function quoted(text: string): string {
  return /^[\w.+|:/-]+$/.test(text) ? text : `"${text.replaceAll(/(["\\])/g, "\\$1")}"`;
}
