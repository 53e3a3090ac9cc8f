/** What such a rule is said to lack. */
export const RAW_BYTES_LEFT_OUT = '"raw bytes left out"';
/** What stands in a redacted rule in the place of a test of raw bytes: nobody can decide it. */
const LEFT_OUT = `-m hidden --part ${RAW_BYTES_LEFT_OUT}`;

/** `-m u32 ! --u32 "0xc=0xa000001"`, `-m bpf --bytecode "4,48 0 0 9,…"`. */
const RAW_TEST = /-m (?:u32|bpf)((?: !)? --(?:u32|bytecode) )("(?:[^"\\]|\\.)*"|'[^']*'|\S+)/g;
/** The least number that is an IPv4 address outside of 0.0.0.0/8, or a part of one of IPv6. */
const LEAST_ADDRESS = 0x1000000;

/**
 * A rule without the tests of raw bytes in which an address may stand as a number. Such a number cannot be replaced: what it is
 * compared with depends on the whole test. Where no number is large enough the test stays.
 */
export function leaveOutRawBytes(rule: string): string {
  return rule.replaceAll(RAW_TEST, (whole, _option: string, test: string) =>
    mayHoldAddress(test) ? LEFT_OUT : whole,
  );
}

/** Whether one of the numbers could be an address; those that only mask or shift are told apart by nothing. */
export function mayHoldAddress(test: string): boolean {
  const numbers = test.match(/0x[\da-f]+|\d+/gi) ?? [];
  return numbers.some((number) => Number(number) >= LEAST_ADDRESS && !isMask(Number(number)));
}

/** Ones, then zeros: 255.255.0.0 is nobody's address. */
function isMask(number: number): boolean {
  return /^1+0*$/.test(number.toString(2).padStart(32, "0"));
}

/** How many rules of a text were left without such a test. */
export function countRawBytes(rules: string): number {
  return rules.split("\n").filter((rule) => rule.includes(LEFT_OUT)).length;
}
