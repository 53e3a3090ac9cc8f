import { jsonKind } from "../textKind";
import { goesOn, isNoise, isRow, type Shape, shapeOf } from "./lineShape";
import { isCutShort, isListingTail } from "./listingTail";
import { ScriptBlocks } from "./scriptBlocks";
import type { Section } from "./section";
import type { SectionKind } from "./sectionKind";
import { type SeenCommand, seenCommand } from "./seenCommand";
import { undecorate } from "./undecorate";

/** A section while its lines are being found. */
export class OpenSection {
  shape: Shape;
  /** Inside `*table` … COMMIT, where plain lines need not be looked at. */
  isInTable = false;
  readonly #command: SeenCommand | undefined;
  readonly #firstLine: number;
  readonly #start: number;
  #lastLine: number;
  #end: number;
  #indent: string;
  #isDecorated = false;
  /** Whose rules the first comment of a save text says they are. */
  #family: string | undefined;
  #hasOutput = false;
  #lines = 0;
  /** The row of a listing that the next line may be the rest of, as far as it stands there; "" for none. */
  #row = "";
  readonly #blocks = new ScriptBlocks();
  readonly #seen = { table: false, declaration: false, rule: false, address: false, change: false };

  constructor(begun: {
    readonly shape: Shape | SectionKind;
    readonly head: string;
    readonly command: SeenCommand | undefined;
    readonly line: number;
    readonly at: number;
  }) {
    this.shape = shapeOfKind(begun.shape);
    this.#command = begun.command;
    this.#firstLine = begun.line;
    this.#lastLine = begun.line;
    this.#start = begun.at;
    this.#end = begun.at;
    this.#indent = begun.command === undefined ? indentOf(begun.head) : "";
  }

  /** Whether all lines belong to it until a collector's header: what it is does not depend on how they look. */
  get isSticky(): boolean {
    return this.#command?.isCollected === true;
  }

  /** Whether a command was seen and none of its output yet. */
  get isWaiting(): boolean {
    return this.#command !== undefined && !this.#hasOutput && !this.isSticky;
  }

  /** Whether the line is inside a block that quotes: nothing in there begins a section. */
  holdsWithin(head: string): boolean {
    if (!BLOCKS.has(this.shape) || this.isWaiting) return false;
    return /^\s/.test(this.dedent(head));
  }

  /** Whether the `#` before a command begins a comment of a save, which has its own commands behind no prompt. */
  isCommented({ isBehindHash }: SeenCommand): boolean {
    if (!isBehindHash || !this.#seen.table) return false;
    return this.isInTable || this.#command?.isBehindHash !== true;
  }

  /** Whether a line of output is one more of this section's. */
  goesOnWith(head: string): boolean {
    const line = this.dedent(head);
    if (this.isWaiting) return isNoise(line);
    const shape = shapeOf(line);
    if (this.shape === "script")
      return goesOn("script", line) || (shape ?? this.#heldByScript(line)) === "script";
    if (this.shape === "iptables-L" && shape !== this.shape && isListingTail(this.#row, line))
      return true;
    if (shape === undefined) return goesOn(this.shape, line);
    return shape === this.shape && !this.#isAnotherListing(line);
  }

  #heldByScript(line: string): "script" | undefined {
    return this.#blocks.holds(line) ? "script" : undefined;
  }

  /** Whether output that looks like this can be the waiting command's. */
  isAnsweredBy(shape: Shape): boolean {
    const wanted = this.#command?.kind;
    if (wanted === undefined) return false;
    const expected = shapeOfKind(wanted);
    return expected === shape || (RULES_OF_IPTABLES.has(expected) && RULES_OF_IPTABLES.has(shape));
  }

  /** Takes the first line of the waiting command's output. */
  answer(shape: Shape, head: string): void {
    this.shape = shape;
    this.#indent = indentOf(head);
  }

  dedent(head: string): string {
    return this.#indent === "" ? head : withoutIndent(head, this.#indent.length);
  }

  extendTo(line: number, end: number): void {
    this.#lines += line - this.#lastLine;
    this.#lastLine = line;
    this.#end = end;
  }

  /** Takes note of what one of its lines tells about the whole. */
  note(head: string, isPlain: boolean): void {
    const line = this.dedent(head);
    const isCommand = this.#lines === 0 && this.#command !== undefined;
    if (this.#lines === 0) this.#lines = 1;
    if (isCommand) return;
    if (line.trim() !== "" && !isNoise(line)) this.#hasOutput = true;
    if (!isPlain || line.length !== head.length) this.#isDecorated = true;
    if (this.shape === "iptables-L") this.#row = rowSoFar(this.#row, line);
    if (this.shape === "rules") this.#noteRules(line);
    else if (this.shape === "script") this.#noteScript(line);
    else if (/\binet6? /.test(line)) this.#seen.address = true;
  }

  /** Whether this line was its last. */
  endsWith(raw: string): boolean {
    if (this.shape === "hostname") return !this.isSticky && this.#hasOutput;
    if (this.shape !== "kubernetes-json" || this.isSticky) return false;
    const line = this.dedent(raw);
    return /^[}\]]\s*$/.test(line) || (this.#lines === 1 && /^\s*[{[].*[}\]]\s*$/s.test(raw));
  }

  close(text: string): Section {
    const whole = text.slice(this.#start, this.#end);
    const body = this.#isDecorated || this.#command !== undefined ? this.#clean(whole) : whole;
    const kind = this.#kind(body);
    return {
      kind,
      command: kind === "prose" && !this.isSticky ? undefined : this.#command,
      firstLine: this.#firstLine,
      lastLine: this.#lastLine,
      text: kind === "prose" && !this.isSticky ? whole : body,
    };
  }

  /** A listing without `*table` shows its policies first; a table that begins ends what stood outside of any. */
  #isAnotherListing(line: string): boolean {
    if (this.shape !== "rules") return false;
    const family = generatedFor(line);
    if (family !== undefined && this.#family !== undefined && family !== this.#family) return true;
    const isLoose = !this.#seen.table;
    const hasContent = this.#seen.rule || this.#seen.declaration;
    if (line.startsWith("*")) return isLoose && hasContent;
    if (this.#seen.table && !this.isInTable) return !line.startsWith("#");
    return isLoose && line.startsWith("-P") && this.#seen.rule;
  }

  #noteRules(line: string): void {
    this.#family ??= generatedFor(line);
    if (line.startsWith("*")) {
      this.#seen.table = true;
      this.isInTable = true;
    } else if (/^COMMIT\s*$/.test(line)) this.isInTable = false;
    else if (/^-[PN]\s/.test(line)) this.#seen.declaration = true;
    else if (/^(?:\[\d+:\d+\] )?-[AI]\s|^:/.test(line)) this.#seen.rule = true;
  }

  #noteScript(line: string): void {
    this.#blocks.note(line);
    const command = seenCommand(line);
    if (command?.kind === "script" || CHANGES_RULES.test(line)) this.#seen.change = true;
    if (command !== undefined && command.text !== line) this.#isDecorated = true;
  }

  #clean(whole: string): string {
    return whole
      .split("\n")
      .map((raw, index) => (index === 0 && this.#command !== undefined ? "" : this.#cleanLine(raw)))
      .join("\n");
  }

  #cleanLine(raw: string): string {
    const line = this.dedent(undecorate(raw));
    if (this.shape !== "script") return line;
    const command = seenCommand(line);
    return command?.kind === "script" && !command.isBehindHash ? command.text : line;
  }

  #kind(body: string): SectionKind {
    if (this.isSticky) return this.#command?.kind ?? "prose";
    if (this.isWaiting) return "prose";
    switch (this.shape) {
      case "rules":
        return this.#kindOfRules();
      case "script":
        return this.#seen.change ? "script" : "prose";
      case "ip-addr":
        return this.#seen.address || this.#command?.kind === "ip-addr" || !/<[A-Z,_-]*>/.test(body)
          ? "ip-addr"
          : "ip-link";
      case "kubernetes-json":
        return JSON_KINDS[jsonKind(body)];
      default:
        return this.shape;
    }
  }

  #kindOfRules(): SectionKind {
    if (this.#seen.table) return "iptables-save";
    const isWhole = this.#command?.kind === "iptables-S" && !this.#command.isFiltered;
    if (this.#seen.declaration || isWhole) return "iptables-S";
    return this.#seen.rule ? "fragment" : "prose";
  }
}

/** `ip6tables` of `# Generated by ip6tables-save v1.8.9`; undefined for any other line. */
function generatedFor(line: string): string | undefined {
  return /^# Generated by (ip6?tables)(?:-\w+)?-save/.exec(line)?.[1];
}

/** A command of iptables within a line of a script, or the variable that stands for it. */
const CHANGES_RULES =
  /\$\{?\w*(?:IPT|TABLE)|^(?!\s*#)(?:.*(?:[;&|({]|\b(?:if|then|do|else|sudo)\b))?[\s!]*(?:\/\S*\/)?ip6?tables(?:-legacy|-nft)?\s+["$-]/i;

function rowSoFar(row: string, line: string): string {
  if (isRow(line) || isCutShort(line)) return line;
  return isListingTail(row, line) ? `${row} ${line.trim()}` : "";
}

const BLOCKS: ReadonlySet<Shape> = new Set(["kubernetes-yaml", "kubernetes-json", "nft"]);
const RULES_OF_IPTABLES: ReadonlySet<Shape> = new Set(["rules", "iptables-L"]);

const JSON_KINDS = {
  kubernetes: "kubernetes-json",
  document: "document",
  case: "case",
  unknown: "prose",
} as const;

function shapeOfKind(kind: Shape | SectionKind): Shape {
  switch (kind) {
    case "iptables-save":
    case "iptables-S":
    case "fragment":
      return "rules";
    case "ip-link":
      return "ip-addr";
    case "document":
    case "case":
      return "kubernetes-json";
    default:
      return kind;
  }
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function withoutIndent(line: string, most: number): string {
  let at = 0;
  while (at < most && (line[at] === " " || line[at] === "\t")) at++;
  return line.slice(at);
}
