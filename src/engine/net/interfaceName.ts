import { printWord } from "./quotedWord";

/** What `-i` and `-o` say of an interface. */
export interface InterfacePattern {
  /** Without the trailing `+`. */
  readonly name: string;
  /** Whether any interface that begins with `name` satisfies it (`veth+`). */
  readonly isPrefix: boolean;
}

const ENDS_A_WORD = /["'\\\s]/;

/** The kernel's IFNAMSIZ less its closing zero. Source: Linux include/uapi/linux/if.h. */
const LONGEST_NAME = 15;

/** Reads `eth0`, `veth+` or `+`; undefined when the name is longer than the 15 bytes an interface name has. */
export function parseInterfacePattern(text: string): InterfacePattern | undefined {
  if (text === "" || text.length > LONGEST_NAME) return undefined;
  const isPrefix = text.endsWith("+");
  return { name: isPrefix ? text.slice(0, -1) : text, isPrefix };
}

/** As iptables-save prints it: `eth0`, `veth+`; in quotes where a blank would end it, which the kernel has no interface for. */
export function printInterfacePattern({ name, isPrefix }: InterfacePattern): string {
  const text = isPrefix ? `${name}+` : name;
  return ENDS_A_WORD.test(text) ? printWord(text) : text;
}

/**
 * Whether an interface is meant. A packet without an interface at this hook has the empty name,
 * which only `+` takes. Source: Linux net/ipv4/netfilter/ip_tables.c, ip_packet_match.
 */
export function matchesInterface(pattern: InterfacePattern, name: string | undefined): boolean {
  const actual = name ?? "";
  return pattern.isPrefix ? actual.startsWith(pattern.name) : actual === pattern.name;
}
