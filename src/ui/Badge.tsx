import clsx from "clsx";
import { CircleHelp, CircleX, OctagonMinus } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_CLASSES, type Tone } from "./tone";

export interface BadgeProps {
  readonly tone: Tone;
  /** The packet is at it: filled with the plain colour. */
  readonly isSolid?: boolean;
  readonly children: ReactNode;
}

/** The sign of a verdict, so that its colour is never alone. */
const SIGNS: Partial<Record<Tone, typeof CircleX>> = {
  drop: CircleX,
  reject: OctagonMinus,
  undecided: CircleHelp,
};

/** A verdict or a target as iptables names it, with the sign of its kind. */
export function Badge({ tone, isSolid = false, children }: BadgeProps) {
  const Sign = SIGNS[tone];
  return (
    <span
      className={clsx(
        "kernel inline-flex h-[1.5em] shrink-0 items-center gap-1 rounded-1 px-1.5 whitespace-nowrap",
        isSolid ? "font-semibold" : "font-medium ring-1 ring-inset",
        isSolid ? TONE_CLASSES[tone].solid : [TONE_CLASSES[tone].soft, TONE_CLASSES[tone].ring],
      )}
    >
      {Sign !== undefined && <Sign aria-hidden="true" className="size-3" />}
      {children}
    </span>
  );
}
