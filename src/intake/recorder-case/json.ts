/** What JSON.parse gives, told apart by asking. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; undefined for anything else, lists included. */
export function asObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : undefined;
}

/** The value as a list; undefined for anything else. */
export function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value as a whole number from 0; a number in a text counts. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}

/** A list of texts, or one text taken as its lines. */
export function asLines(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split("\n");
  return (asList(value) ?? []).filter((line) => typeof line === "string");
}

/** The fields that have a value: JSON has no `undefined`. */
export function presentFields(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
