/**
 * Plain data in which every part that `replace` gives something for is that instead; undefined leaves a part as it is.
 * What stands in a replaced part is not looked at.
 */
export function replaceIn(value: unknown, replace: (part: unknown) => unknown): unknown {
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) return value.map((part) => replaceIn(part, replace));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, replaceIn(part, replace)]),
  );
}

function isPlainObject(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
