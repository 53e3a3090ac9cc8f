/** The tables that `ip` shows by a name that every machine knows. Source: iproute2 etc/iproute2/rt_tables. */
const KNOWN: ReadonlySet<string> = new Set(["local", "main", "default"]);
/** Above the numbers that people give to tables. */
const FIRST = 1_000_000;

/** Numbers for the tables that a node calls by names of its own: which number it is does not matter, only that it is one. */
export class RouteTableNumbers {
  readonly #numbers = new Map<string, number>();

  /** `100`, `main`, or the number that stands for a name. */
  of(table: string): string {
    if (KNOWN.has(table) || /^\d+$/.test(table)) return table;
    const number = this.#numbers.get(table) ?? FIRST + this.#numbers.size;
    this.#numbers.set(table, number);
    return String(number);
  }
}
