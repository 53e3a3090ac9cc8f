/** What a piece of a sentence is coloured by. */
export type Tone =
  | "accept"
  | "drop"
  | "reject"
  | "undecided"
  | "dnat"
  | "snat"
  | "mark"
  | "neutral";

/** A piece of a sentence. `code` is set in the face of what a kernel prints, `strong` in bold, `old` struck through. */
export interface SentencePart {
  readonly kind: "text" | "code" | "strong" | "old";
  readonly text: string;
  readonly tone: Tone;
}

/** A sentence in pieces that can be styled; joined they are plain text. */
export type Sentence = readonly SentencePart[];

/** An address, a chain, a rule: something a kernel prints. */
export function code(text: string, tone: Tone = "neutral"): SentencePart {
  return { kind: "code", text, tone };
}

/** The word that says how it ended. */
export function strong(text: string, tone: Tone): SentencePart {
  return { kind: "strong", text, tone };
}

/** A value that was replaced. */
export function old(text: string): SentencePart {
  return { kind: "old", text, tone: "neutral" };
}

type Piece = SentencePart | Sentence | string | number;

/** Puts a sentence together: say`Rule ${2} of ${code("FORWARD")}`. */
export function say(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Sentence {
  const parts: SentencePart[] = [];
  for (const [index, text] of strings.entries()) {
    if (text !== "") parts.push({ kind: "text", text, tone: "neutral" });
    const piece = pieces[index];
    if (piece === undefined || piece === "") continue;
    if (typeof piece === "string" || typeof piece === "number") {
      parts.push({ kind: "text", text: String(piece), tone: "neutral" });
    } else if ("kind" in piece) parts.push(piece);
    else parts.push(...piece);
  }
  return parts;
}

/** A sentence as plain text, for copying and for screen readers. */
export function plainText(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join("");
}
