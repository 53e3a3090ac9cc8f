import { type Shape, shapeOf } from "./lineShape";
import { OpenSection } from "./openSection";
import { endOfSaveLines } from "./saveLines";
import type { Section } from "./section";
import { type SeenCommand, seenCommand } from "./seenCommand";
import { undecorate } from "./undecorate";
import { withoutRootPrompt } from "./withoutRootPrompt";

const LINE_BREAK = "\n";
/** What a line is shows at its beginning. */
const LOOKED_AT = 1000;
const FENCE = /^\s*(?:[-*] )?(?:```|~~~)/;

/**
 * Cuts any text into sections of one kind each, in the order of the text; every line is in exactly one. Never throws, and
 * takes time that grows with the text's length alone. An empty text has no section.
 */
export function splitSections(text: string): readonly Section[] {
  return new Sectioner(text).split();
}

class Sectioner {
  readonly #text: string;
  readonly #sections: Section[] = [];
  #open: OpenSection | undefined;
  /** 1-based number of the line at hand, and where it begins. */
  #line = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  split(): readonly Section[] {
    while (this.#at < this.#text.length) {
      this.#skipSaveLines();
      if (this.#at >= this.#text.length) break;
      const lineBreak = this.#text.indexOf(LINE_BREAK, this.#at);
      const end = lineBreak < 0 ? this.#text.length : lineBreak;
      this.#line++;
      this.#take(this.#text.slice(this.#at, end), end);
      this.#at = end + 1;
    }
    this.#close();
    return withoutRootPrompt(this.#sections);
  }

  /** Inside a table of a long save text nothing else is looked for than a line that is none of it. */
  #skipSaveLines(): void {
    if (this.#open?.isInTable !== true) return;
    const { at, lines } = endOfSaveLines(this.#text, this.#at);
    if (lines === 0) return;
    this.#at = at;
    this.#line += lines;
    this.#open.extendTo(this.#line, this.#text[at - 1] === LINE_BREAK ? at - 1 : at);
  }

  #take(raw: string, end: number): void {
    const head = undecorate(raw.length > LOOKED_AT ? raw.slice(0, LOOKED_AT) : raw);
    const isPlain = head.length === Math.min(raw.length, LOOKED_AT);
    this.#place(head);
    const open = this.#open;
    if (open === undefined) return;
    open.extendTo(this.#line, end);
    open.note(head, isPlain);
    if (open.endsWith(raw)) this.#close();
  }

  /** Sees to it that the section the line belongs to is open. */
  #place(head: string): void {
    const open = this.#open;
    const seen = seenCommand(head);
    const command = seen !== undefined && open?.isCommented(seen) ? undefined : seen;
    if (command?.isCollected === true) this.#begin(command.kind ?? "prose", head, command);
    else if (open?.isSticky === true) return;
    else if (FENCE.test(head)) this.#beginProse(head);
    else if (head.trim() === "") this.#placeBlank(head);
    else if (open?.holdsWithin(head) === true) return;
    else if (command !== undefined) this.#placeCommand(command, head);
    else if (open?.goesOnWith(head) !== true) this.#placeOutput(head);
  }

  /** A blank line is of the section that it stands in. */
  #placeBlank(head: string): void {
    if (this.#open === undefined) this.#beginProse(head);
  }

  #placeCommand(command: SeenCommand, head: string): void {
    if (this.#open?.shape === "script" && isOfScript(command, head)) return;
    if (command.kind === undefined) this.#beginProse(head);
    else if (command.kind === "script") this.#begin("script", head);
    else this.#begin(command.kind, head, command);
  }

  #placeOutput(head: string): void {
    const open = this.#open;
    const shape = shapeOf(head.trimStart());
    if (open?.isWaiting === true) {
      if (open.shape === "hostname") return;
      if (shape !== undefined && open.isAnsweredBy(shape)) {
        open.answer(shape, head);
        return;
      }
    }
    if (shape === undefined) this.#beginProse(head);
    else this.#begin(shape, head);
  }

  #beginProse(head: string): void {
    if (this.#open?.shape !== "prose" || this.#open.isSticky) this.#begin("prose", head);
  }

  #begin(shape: Shape | Section["kind"], head: string, command?: SeenCommand): void {
    this.#close();
    this.#open = new OpenSection({ shape, head, command, line: this.#line, at: this.#at });
  }

  #close(): void {
    const closed = this.#open?.close(this.#text);
    this.#open = undefined;
    if (closed === undefined) return;
    const last = this.#sections.at(-1);
    if (
      closed.kind === "prose" &&
      last !== undefined &&
      isLoose(last) &&
      closed.command === undefined
    ) {
      this.#sections[this.#sections.length - 1] = {
        ...last,
        lastLine: closed.lastLine,
        text: `${last.text}\n${closed.text}`,
      };
    } else this.#sections.push(closed);
  }
}

function isLoose({ kind, command }: Section): boolean {
  return kind === "prose" && command === undefined;
}

/** A script may print rules too, and has commands that are commented out. */
function isOfScript({ kind, text, isBehindHash }: SeenCommand, head: string): boolean {
  return kind === "script" || isBehindHash || head.trim().startsWith(text);
}
