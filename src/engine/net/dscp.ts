/** Names of DSCP classes. Source: iptables 1.8.9 extensions/dscp_helper.c. */
const CLASSES: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 8 }, (_, number) => [`CS${number}`, number * 8] as const),
  ...[1, 2, 3, 4].flatMap((level) =>
    [1, 2, 3].map((drop) => [`AF${level}${drop}`, level * 8 + drop * 2] as const),
  ),
  ["BE", 0],
  ["EF", 0x2e],
]);

/** The value of a class such as `EF` or `AF11`, in any case; undefined for another word. */
export function parseDscpClass(text: string): number | undefined {
  return CLASSES.get(text.toUpperCase());
}

/** Two hexadecimal digits, as iptables-save prints DSCP and TOS: `0x0a`. */
export function printByte(number: number): string {
  return `0x${number.toString(16).padStart(2, "0")}`;
}
