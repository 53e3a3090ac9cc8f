import { type Family, parseRuleset, printRule, type TableName } from "@/engine";

/** Rules of one table as iptables prints them: those that print alike are one to -D and -C, however they were written. */
export class PrintedForms {
  readonly #table: TableName;
  readonly #family: Family;
  readonly #hasChain: (name: string) => boolean;
  readonly #known = new Map<string, string>();

  constructor(table: TableName, family: Family, hasChain: (name: string) => boolean) {
    this.#table = table;
    this.#family = family;
    this.#hasChain = hasChain;
  }

  /** The printed form of each text from `-A` on; a rule that is not understood stays as it was written. */
  of(texts: readonly string[]): readonly string[] {
    const unread = texts.filter((text) => !this.#known.has(text));
    if (unread.length > 0) this.#read(unread);
    return texts.map((text) => this.#known.get(text) ?? text);
  }

  #read(texts: readonly string[]): void {
    for (const text of texts) this.#known.set(text, text);
    const chains = new Set(texts.flatMap((text) => this.#chainsIn(text)));
    const heads = [`*${this.#table}`, ...[...chains].map((name) => `:${name} - [0:0]`)];
    parseRuleset([...heads, ...texts, "COMMIT\n"].join("\n"), {
      family: this.#family,
      onRule: (rule, chain) => {
        const text = texts[rule.line - heads.length - 1];
        if (text !== undefined) this.#known.set(text, printRule(chain.name, rule));
      },
    });
  }

  /** Its own chain and that it leads to. */
  #chainsIn(text: string): readonly string[] {
    const [, own = ""] = /^-A (\S+)/.exec(text) ?? [];
    const aims = [...text.matchAll(/ (?:-j|-g|--jump|--goto)[ =](\S+)/g)].map(
      ([, aim = ""]) => aim,
    );
    return [own, ...aims].filter(this.#hasChain);
  }
}
