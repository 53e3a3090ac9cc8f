import { SEED_LIMIT } from "@/scenarios/walkDocument";

const WHOLE_NUMBER = /^\d{1,10}$/;

/** Why a text is not a port; undefined when it is one. */
export function checkPort(text: string): string | undefined {
  return checkRange(text, { from: 1, to: 65535, what: "A port" });
}

/** Why a text is not a seed; undefined when it is one. */
export function checkSeed(text: string): string | undefined {
  return checkRange(text, { from: 0, to: SEED_LIMIT - 1, what: "A seed" });
}

/** More than this would keep a browser busy for longer than anybody waits. */
const MOST_CONNECTIONS = 10_000_000;

/** Why a text is not a number of connections to count; undefined when it is one. */
export function checkConnections(text: string): string | undefined {
  return checkRange(text.replaceAll(",", ""), { from: 1, to: MOST_CONNECTIONS, what: "This" });
}

function checkRange(
  text: string,
  { from, to, what }: { from: number; to: number; what: string },
): string | undefined {
  const trimmed = text.trim();
  const number = Number(trimmed);
  if (WHOLE_NUMBER.test(trimmed) && number >= from && number <= to) return undefined;
  return `${what} is a whole number from ${from} to ${to}; this is ${trimmed === "" ? "empty" : `"${trimmed}"`}.`;
}
