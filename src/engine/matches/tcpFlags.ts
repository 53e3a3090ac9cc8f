/** TCP flags in the order of their bits, as `--tcp-flags` names them. */
const FLAGS = [
  ["FIN", 1],
  ["SYN", 2],
  ["RST", 4],
  ["PSH", 8],
  ["ACK", 16],
  ["URG", 32],
] as const;

const ALL_FLAGS = 0x3f;

/** Reads `SYN,ACK`, `ALL` or `NONE`, in any case; undefined when a word is not a flag. */
export function parseTcpFlags(text: string): number | undefined {
  let bits = 0;
  for (const word of text.toUpperCase().split(",")) {
    const bit = bitOf(word);
    if (bit === undefined) return undefined;
    bits |= bit;
  }
  return bits;
}

/** `FIN,SYN,RST,ACK`, or `NONE` for no flag. */
export function printTcpFlags(bits: number): string {
  const names = FLAGS.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name);
  return names.length === 0 ? "NONE" : names.join(",");
}

function bitOf(word: string): number | undefined {
  if (word === "ALL") return ALL_FLAGS;
  if (word === "NONE") return 0;
  return FLAGS.find(([name]) => name === word)?.[1];
}
