import clsx from "clsx";
import { type ReactNode, useId } from "react";

export interface PanelProps {
  readonly title: string;
  /** At the right end of the heading. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of the left panel with its heading, parted from the next by a hairline. */
export function Panel({ title, actions, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx("border-b border-line-faint px-4 pb-3 last:border-b-0", className)}
    >
      <header className="flex h-9 items-center gap-2">
        <h2 id={id} className="flex-1 text-sm font-semibold text-text-2">
          {title}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
