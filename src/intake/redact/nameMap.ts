/** Gives every name of a kind a neutral one, always the same: `web`, `shop`, `web` are `pod-1`, `pod-2`, `pod-1`. */
export class NameMap {
  /** By kind and name. */
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  /** Names that were replaced, as they were. */
  readonly #replaced: string[] = [];

  /** `make` gives the neutral name of a number; `kind-NUMBER` unless said otherwise. */
  map(kind: string, name: string, make = (number: number) => `${kind}-${number}`): string {
    const key = `${kind}\n${name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const made = make(number);
    this.#names.set(key, made);
    this.#replaced.push(name);
    return made;
  }

  /** How many names of each kind were replaced. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  get replaced(): readonly string[] {
    return this.#replaced;
  }

  /** Old and new, kind by kind. */
  get pairs(): readonly { readonly kind: string; readonly from: string; readonly to: string }[] {
    return [...this.#names].map(([key, to]) => {
      const [kind = "", from = ""] = key.split(/\n(.*)/s);
      return { kind, from, to };
    });
  }
}
