/**
 * An IPv6 address as 32 lower-case hexadecimal digits, without colons: so that equal addresses are equal strings, the order
 * of strings is the order of addresses, and a trace that holds it stays serialisable.
 */
export type Ipv6 = string & { readonly brand: "Ipv6" };

const WORDS = 8;
const WORD_DIGITS = 4;
const EMBEDDED_IPV4 = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/;

/** Reads `fd00::1`, `::` and `::ffff:10.0.0.1`; undefined for anything else, zones (`%eth0`) included. */
export function parseIpv6(text: string): Ipv6 | undefined {
  const plain = withoutEmbeddedIpv4(text);
  if (plain === undefined) return undefined;
  const [before = "", after, ...rest] = plain.split("::");
  if (rest.length > 0) return undefined;
  const head = parseWords(before);
  const tail = after === undefined ? [] : parseWords(after);
  if (head === undefined || tail === undefined) return undefined;
  const missing = WORDS - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<string>(missing).fill("0000"), ...tail].join("") as Ipv6;
}

/** The last 32 bits may be written as a dotted quad; here they become two words. */
function withoutEmbeddedIpv4(text: string): string | undefined {
  const found = EMBEDDED_IPV4.exec(text);
  if (found === null) return text;
  const [, before = "", quad = ""] = found;
  const octets = quad.split(".").map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  const hex = octets.map((octet) => octet.toString(16).padStart(2, "0")).join("");
  return `${before}${hex.slice(0, WORD_DIGITS)}:${hex.slice(WORD_DIGITS)}`;
}

/** Words between colons, each padded to four digits; undefined when one of them is no word. */
function parseWords(text: string): readonly string[] | undefined {
  if (text === "") return [];
  const words = text.split(":");
  return words.every((word) => /^[\da-f]{1,4}$/i.test(word))
    ? words.map((word) => word.toLowerCase().padStart(WORD_DIGITS, "0"))
    : undefined;
}

/**
 * The address as inet_ntop(3) prints it, which is what ip6tables shows: RFC 5952, the first of the longest runs of zeros
 * shortened, a dotted quad at the end of an IPv4-mapped or IPv4-compatible address.
 * Source: glibc resolv/inet_ntop.c, inet_ntop6.
 */
export function printIpv6(address: Ipv6): string {
  const words = Array.from({ length: WORDS }, (_, at) =>
    Number.parseInt(address.slice(at * WORD_DIGITS, (at + 1) * WORD_DIGITS), 16).toString(16),
  );
  const run = longestRunOfZeros(words);
  if (run.from === 0 && (run.length === 6 || (run.length === 5 && words[5] === "ffff"))) {
    return `::${run.length === 5 ? "ffff:" : ""}${printQuad(address.slice(-2 * WORD_DIGITS))}`;
  }
  if (run.length < 2) return words.join(":");
  return `${words.slice(0, run.from).join(":")}::${words.slice(run.from + run.length).join(":")}`;
}

function longestRunOfZeros(words: readonly string[]): { from: number; length: number } {
  let longest = { from: 0, length: 0 };
  for (let from = 0; from < words.length; from++) {
    const end = words.findIndex((word, at) => at >= from && word !== "0");
    const length = (end < 0 ? words.length : end) - from;
    if (length > longest.length) longest = { from, length };
  }
  return longest;
}

function printQuad(digits: string): string {
  return [0, 2, 4, 6].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)).join(".");
}

/** The address as four numbers of 32 bits, the most significant first. */
export function quartersOf(address: Ipv6): readonly number[] {
  return [0, 8, 16, 24].map((at) => Number.parseInt(address.slice(at, at + 8), 16));
}

/** The address that four numbers of 32 bits make, the most significant first. */
export function ipv6OfQuarters(quarters: readonly number[]): Ipv6 {
  return quarters.map((quarter) => (quarter >>> 0).toString(16).padStart(8, "0")).join("") as Ipv6;
}
