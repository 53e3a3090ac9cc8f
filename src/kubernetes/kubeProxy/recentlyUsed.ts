/** A value for each key, made when the key is first asked for; only those of the `most` keys used last are kept. */
export function recentlyUsed<Value>(most: number, make: () => Value): (key: string) => Value {
  const kept = new Map<string, Value>();
  return (key) => {
    const value = kept.get(key) ?? make();
    // A Map keeps the order of entry: what was just used goes to the end.
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
