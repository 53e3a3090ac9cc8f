import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_CLASSES, type Tone } from "./tone";

export interface ChipProps {
  readonly tone: Tone;
  /** Only an outline: a table that is not loaded, or a step that is not a table. */
  readonly isOutlined?: boolean;
  readonly children: ReactNode;
}

/** The name of a table, in its colour. */
export function Chip({ tone, isOutlined = false, children }: ChipProps) {
  return (
    <span
      className={clsx(
        "kernel inline-block rounded-1 px-1.25 font-medium",
        isOutlined ? "text-text-3 ring-1 ring-line-strong/60 ring-inset" : TONE_CLASSES[tone].soft,
      )}
    >
      {children}
    </span>
  );
}
