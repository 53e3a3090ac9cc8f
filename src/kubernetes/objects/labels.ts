/** Labels or annotations of an object. */
export type Labels = Readonly<Record<string, string>>;

/** Whether `labels` has every pair of `selector`. An empty selector selects nothing, as for a Service. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  if (selector === undefined) return false;
  const pairs = Object.entries(selector);
  return pairs.length > 0 && pairs.every(([key, value]) => labels[key] === value);
}
