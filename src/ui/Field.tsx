import clsx from "clsx";
import type { ReactNode } from "react";

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Where the label stands; `hidden` keeps it for screen readers only. */
  readonly layout?: "beside" | "narrow" | "above" | "hidden";
  /** Why what was typed is refused, and what would be right. */
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

const LAYOUTS = {
  beside: "grid grid-cols-[88px_minmax(0,1fr)] items-center gap-y-1",
  narrow: "grid grid-cols-[48px_minmax(0,1fr)] items-center gap-y-1",
  above: "flex flex-col gap-1",
  hidden: "flex flex-col gap-1",
} as const;

/** The id of the sentence that describes a field, for `aria-describedby`. */
export function fieldNoteId(id: string): string {
  return `${id}-note`;
}

/** A control with its label, and under it the sentence about what is wrong. */
export function Field({ id, label, layout = "beside", problem, hint, children }: FieldProps) {
  const note = problem ?? hint;
  return (
    <div
      className={clsx(
        "min-h-(--control)",
        // A sentence belongs to the field above it, not to the one below.
        layout === "above" && note !== undefined ? "mb-3" : "mb-1",
        LAYOUTS[layout],
      )}
    >
      <label htmlFor={id} className={layout === "hidden" ? "sr-only" : "text-md text-text-2"}>
        {label}
      </label>
      {children}
      {note !== undefined && (
        <p
          id={fieldNoteId(id)}
          role={problem === undefined ? undefined : "alert"}
          className={clsx(
            "col-span-full text-sm",
            problem === undefined ? "text-text-3" : "text-verdict-drop-text",
          )}
        >
          {note}
        </p>
      )}
    </div>
  );
}
