import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import { TONE_CLASSES, type Tone } from "./tone";

export interface RewrittenProps {
  readonly before: string;
  readonly after: string;
  /** Of what changed it. */
  readonly tone: Tone;
  readonly hasArrow?: boolean;
}

/**
 * A value that was changed: the old one struck, the new one beside it.
 * An element around it may set `--strike` and `--reveal` (0 to 1) to show the change happening.
 */
export function Rewritten({ before, after, tone, hasArrow = true }: RewrittenProps) {
  return (
    <span className="kernel inline-flex items-center gap-x-2 whitespace-nowrap">
      <del className="struck">{before}</del>
      <span className="revealed inline-flex items-center gap-x-2">
        {hasArrow && <ArrowRight aria-hidden="true" className="size-3 shrink-0 text-text-3" />}
        <ins className={clsx("font-semibold no-underline", TONE_CLASSES[tone].text)}>{after}</ins>
      </span>
    </span>
  );
}
