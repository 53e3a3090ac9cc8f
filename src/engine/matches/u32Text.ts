import { parseUint32, printHex } from "../net/uint32";
import type { Parsed } from "./matchExtension";

/** One `location = values`. */
export interface U32Test {
  /** Where the first four bytes are read, and what is then done with them in turn; `@` reads anew, from there on. */
  readonly location: readonly [U32Step, ...U32Step[]];
  /** Both ends included; one has to hold. */
  readonly values: readonly { readonly from: number; readonly to: number }[];
}

const OPERATORS = ["&", "<<", ">>", "@"] as const;

export interface U32Step {
  /** The first step only reads. */
  readonly operator: (typeof OPERATORS)[number] | undefined;
  readonly number: number;
}

// Source: Linux include/uapi/linux/netfilter/xt_u32.h, XT_U32_MAXSIZE.
const MOST_OF_EACH = 10;
const MOST_SHIFT = 31;
const TOKEN = /\s*(&&|<<|>>|[&@=,:]|0x[\da-f]+|\d+|\S)/giy;

/**
 * Reads `6&0xFF=1 && 0>>22&0x3C@0=5:10,20`. A refusal names the character at which it is wrong.
 * Source: iptables 1.8.9 libxt_u32.c, u32_parse; Linux net/netfilter/xt_u32.c, u32_mt_checkentry.
 */
export function parseU32(text: string): Parsed<readonly U32Test[]> {
  const tokens = new Tokens(text);
  const tests: U32Test[] = [];
  do {
    const test = readTest(tokens);
    if (typeof test === "string") return { ok: false, problem: test };
    tests.push(test);
  } while (tokens.take("&&"));
  if (tokens.next !== undefined) return { ok: false, problem: tokens.expected('"," or "&&"') };
  if (tests.length > MOST_OF_EACH) {
    return { ok: false, problem: `more than ${MOST_OF_EACH} tests joined by &&` };
  }
  return { ok: true, value: tests };
}

/** `0x6&0xff=0x1&&0x4=0x5:0xa`. */
export function printU32(tests: readonly U32Test[]): string {
  return tests.map(printTest).join("&&");
}

function printTest({ location, values }: U32Test): string {
  const steps = location.map(({ operator = "", number }) => `${operator}${printHex(number)}`);
  const ranges = values.map(({ from, to }) =>
    from === to ? printHex(from) : `${printHex(from)}:${printHex(to)}`,
  );
  return `${steps.join("")}=${ranges.join(",")}`;
}

/** The words of a test, read one after the other. */
class Tokens {
  private readonly found: readonly { readonly text: string; readonly at: number }[];
  private index = 0;

  constructor(text: string) {
    this.found = Array.from(text.matchAll(TOKEN), ({ 0: whole, 1: token = "", index }) => ({
      text: token,
      at: index + whole.length - token.length,
    }));
  }

  get next(): string | undefined {
    return this.found[this.index]?.text;
  }

  take(token: string): boolean {
    if (this.next !== token) return false;
    this.index += 1;
    return true;
  }

  takeNumber(): number | undefined {
    const number = this.next === undefined ? undefined : parseUint32(this.next);
    if (number !== undefined) this.index += 1;
    return number;
  }

  /** What would be right at this place. */
  expected(what: string): string {
    const found = this.found[this.index];
    if (found === undefined) return `it ends where ${what} would be right`;
    return `at character ${found.at} stands "${found.text}" where ${what} would be right`;
  }
}

function readTest(tokens: Tokens): U32Test | string {
  const first = tokens.takeNumber();
  if (first === undefined) return tokens.expected("a number");
  const location: [U32Step, ...U32Step[]] = [{ operator: undefined, number: first }];
  while (!tokens.take("=")) {
    const step = readStep(tokens);
    if (typeof step === "string") return step;
    location.push(step);
  }
  if (location.length > MOST_OF_EACH) return `more than ${MOST_OF_EACH} numbers before =`;
  const values = readValues(tokens);
  return typeof values === "string" ? values : { location, values };
}

function readStep(tokens: Tokens): U32Step | string {
  const operator = OPERATORS.find((one) => tokens.take(one));
  if (operator === undefined) return tokens.expected("an operator (&, <<, >>, @) or =");
  const number = tokens.takeNumber();
  if (number === undefined) return tokens.expected("a number");
  const isShift = operator === "<<" || operator === ">>";
  return isShift && number > MOST_SHIFT
    ? `a shift by ${number} is more than ${MOST_SHIFT}`
    : { operator, number };
}

function readValues(tokens: Tokens): U32Test["values"] | string {
  const values: { from: number; to: number }[] = [];
  do {
    const from = tokens.takeNumber();
    if (from === undefined) return tokens.expected("a number");
    const to = tokens.take(":") ? tokens.takeNumber() : from;
    if (to === undefined) return tokens.expected("a number");
    values.push({ from, to });
  } while (tokens.take(","));
  return values.length > MOST_OF_EACH ? `more than ${MOST_OF_EACH} values` : values;
}
