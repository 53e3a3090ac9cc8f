import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="kernel inline-block min-w-4.5 rounded-1 border border-current/40 px-1 text-center font-medium opacity-80">
      {children}
    </kbd>
  );
}
