/** What a stretch of a listing's details says as options of a rule, and what stands behind it. */
export interface ReadDetail {
  /** `-m ttl --ttl-eq 64`, or a target's options alone. */
  readonly options: string;
  readonly rest: string;
}

/** How one extension prints itself in `iptables -L`, read back. */
export type DetailForm = (text: string) => ReadDetail | undefined;

/** What a pattern caught; a group that took no part is "". */
type Groups = readonly string[];
/** A pattern that begins with ^, and the options that what it caught stands for. */
export type Wording = readonly [pattern: RegExp, options: (groups: Groups) => string];

/** A form that one pattern describes. */
export function form(pattern: RegExp, options: (groups: Groups) => string): DetailForm {
  return (text) => {
    const found = pattern.exec(text);
    if (found === null) return undefined;
    return {
      options: squeeze(options(groupsOf(found))),
      rest: text.slice(found[0].length).trimStart(),
    };
  };
}

/**
 * A form that begins with `start` and goes on with any of `wordings`, each at most once: a second one is another match's.
 * Without `start` it takes one wording at least.
 */
export function formOf(
  { name, start }: { readonly name: string; readonly start?: RegExp },
  wordings: readonly Wording[],
): DetailForm {
  return (text) => {
    const begun = start === undefined ? "" : start.exec(text)?.[0];
    if (begun === undefined) return undefined;
    const said = readWordings(text.slice(begun.length).trimStart(), wordings);
    if (start === undefined && said.options === "") return undefined;
    return { options: squeeze(`${name} ${said.options}`), rest: said.rest };
  };
}

/** A form of wordings that the tool prints in this order: one that is out of order is another match's. */
export function orderedForm(name: string, wordings: readonly Wording[]): DetailForm {
  return (text) => {
    const options: string[] = [];
    let rest = text;
    for (const [pattern, say] of wordings) {
      const found = pattern.exec(rest);
      if (found === null) continue;
      options.push(say(groupsOf(found)));
      rest = rest.slice(found[0].length).trimStart();
    }
    return options.length === 0 ? undefined : { options: `${name} ${options.join(" ")}`, rest };
  };
}

/** Wordings in any order, until one is not known or said again. */
export function readWordings(text: string, wordings: readonly Wording[]): ReadDetail {
  const left = new Set(wordings);
  const options: string[] = [];
  let rest = text;
  for (let found = firstOf(rest, left); found !== undefined; found = firstOf(rest, left)) {
    left.delete(found.wording);
    options.push(found.wording[1](found.groups));
    rest = rest.slice(found.length).trimStart();
  }
  return { options: options.join(" "), rest };
}

/** `! ` where a `!` was caught. */
export function not(sign: string | undefined): string {
  return sign?.includes("!") === true ? "! " : "";
}

/** A text as a word in quotes, as iptables-save writes it. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

function firstOf(text: string, wordings: ReadonlySet<Wording>) {
  for (const wording of wordings) {
    const found = wording[0].exec(text);
    if (found !== null && found[0] !== "")
      return { wording, groups: groupsOf(found), length: found[0].length };
  }
  return undefined;
}

function groupsOf(found: RegExpExecArray): Groups {
  return found.map((group: string | undefined) => group ?? "");
}

/** Blanks in quotes stay. */
function squeeze(options: string): string {
  return options.includes('"') ? options.trim() : options.replace(/\s+/g, " ").trim();
}
