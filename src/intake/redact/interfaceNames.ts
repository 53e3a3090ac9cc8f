import { INTERFACE_KINDS, WELL_KNOWN_INTERFACES } from "./wellKnown";

/** Kernel names have at most 15 characters, so a token is short; none is the beginning of another. */
const TOKEN_DIGITS = 3;

/**
 * Neutral names for interfaces. Rules match interfaces by how their names begin (`cali+`): what a rule's beginning fits
 * before, it fits afterwards, and nothing else.
 */
export class InterfaceNames {
  /** Old beginning to new; longest first. */
  readonly #beginnings: readonly (readonly [string, string])[];
  readonly #names = new Map<string, string>();
  #count = 0;

  /** `beginnings`: what stands before `+` in the rules. */
  constructor(beginnings: Iterable<string>) {
    const made: (readonly [string, string])[] = INTERFACE_KINDS.map((kind) => [kind, kind]);
    const all = [...new Set(beginnings)].sort((one, other) => one.length - other.length);
    for (const beginning of all) {
      if (
        made.some(([old]) => old === beginning) ||
        beginning === "" ||
        WELL_KNOWN_BEGINNING.test(beginning)
      )
        continue;
      const around = longest(made, beginning);
      made.push([beginning, `${around?.[1] ?? ""}${this.#token("q")}`]);
    }
    this.#beginnings = made.toSorted(([one], [other]) => other.length - one.length);
  }

  /** `eth0`, `cali+` or `+` as a rule has it. */
  map(name: string): string {
    if (name.endsWith("+")) return this.#mapBeginning(name.slice(0, -1));
    if (WELL_KNOWN_INTERFACES.test(name)) return name;
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const around = longest(this.#beginnings, name);
    const made = `${around?.[1] ?? "if"}${this.#token("")}`;
    this.#names.set(name, made);
    return made;
  }

  /** Old and new name of each that was replaced. */
  get pairs(): readonly (readonly [string, string])[] {
    return [...this.#names];
  }

  #mapBeginning(beginning: string): string {
    const found = this.#beginnings.find(([old]) => old === beginning);
    return `${found?.[1] ?? beginning}+`;
  }

  #token(letter: string): string {
    return letter + String(this.#count++).padStart(TOKEN_DIGITS, "0");
  }
}

/** Beginnings of well-known names only: `e+`, `eth+`, `docker+`. */
const WELL_KNOWN_BEGINNING =
  /^(?:e|et|eth|l|lo|docker|cni|flannel|flannel\.|tunl|kube|cilium_?|weave|vxlan\.?)$/;

function longest(
  beginnings: readonly (readonly [string, string])[],
  name: string,
): readonly [string, string] | undefined {
  let found: readonly [string, string] | undefined;
  for (const one of beginnings)
    if (name.startsWith(one[0]) && one[0].length > (found?.[0].length ?? 0)) found = one;
  return found;
}
