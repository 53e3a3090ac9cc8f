import clsx from "clsx";
import type { ReactNode } from "react";

export interface ScrollerProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Text without controls must be reachable by keyboard, or the keyboard could not scroll it. */
const REACHABLE = { tabIndex: 0 } as const;

/** A part of the page that scrolls when its content does not fit. */
export function Scroller({ label, className, children }: ScrollerProps) {
  return (
    <section
      {...REACHABLE}
      aria-label={label}
      className={clsx(
        "min-h-0 overflow-auto outline-offset-[-2px]!",
        className ?? "min-w-0 flex-1",
      )}
    >
      {children}
    </section>
  );
}
