import clsx from "clsx";
import { TONE_CLASSES, type Tone } from "./tone";

export interface WordsProps {
  /** Pieces of a sentence: plain text, what a kernel prints, the word that matters, a value that was replaced. */
  readonly parts: readonly {
    readonly kind: "text" | "code" | "strong" | "old";
    readonly text: string;
    readonly tone: Tone;
  }[];
}

/** A sentence with its pieces set apart. */
export function Words({ parts }: WordsProps) {
  return parts.map(({ kind, text, tone }, index) => {
    const key = `${index} ${text}`;
    const colour = tone === "neutral" ? undefined : TONE_CLASSES[tone].text;
    if (kind === "code")
      return (
        <code key={key} className={clsx("font-mono text-[0.95em] tracking-tight", colour)}>
          {text}
        </code>
      );
    if (kind === "strong")
      return (
        <strong key={key} className={clsx("font-semibold", colour ?? "text-text")}>
          {text}
        </strong>
      );
    if (kind === "old")
      return (
        <del key={key} className="struck font-mono text-[0.95em]">
          {text}
        </del>
      );
    return (
      <span key={key} className={colour}>
        {text}
      </span>
    );
  });
}
