import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./IconButton";

const SIDES = {
  left: "m-0 h-dvh max-h-none w-80 max-w-[calc(100vw-48px)] border-r",
  full: "m-0 h-dvh max-h-none w-screen max-w-none",
  middle: "m-auto max-h-[calc(100dvh-48px)] w-[640px] max-w-[calc(100vw-24px)] rounded-3 border",
  broad: "m-auto max-h-[calc(100dvh-48px)] w-[880px] max-w-[calc(100vw-24px)] rounded-3 border",
  wide: "m-0 h-dvh max-h-none w-screen max-w-none border-line md:m-auto md:h-[min(820px,calc(100dvh-48px))] md:w-[min(1080px,calc(100vw-48px))] in-data-[density=projector]:md:h-[min(980px,calc(100dvh-48px))] in-data-[density=projector]:md:w-[min(1520px,calc(100vw-48px))] md:rounded-3 md:border",
  widest:
    "m-0 h-dvh max-h-none w-screen max-w-none border-line md:m-auto md:h-[calc(100dvh-48px)] md:w-[min(1640px,calc(100vw-48px))] md:rounded-3 md:border",
} as const;

export interface SheetProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Where it comes in from: a drawer at the left, a sheet over everything, or a dialog in the middle, which may be broader, wide or, for long lines, as wide as it gets. */
  readonly side?: keyof typeof SIDES;
  readonly children: ReactNode;
}

/** A panel that floats above the page until it is closed. The platform's dialog: focus stays inside, Esc closes. */
export function Sheet({ title, isOpen, onClose, side = "full", children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return dialog.current?.close();
    dialog.current?.showModal();
    // Else the focus is on its first button, which is the one that closes it, with a tooltip over what is to be read.
    dialog.current?.focus();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={id}
      onClose={() => {
        // Closed because another sheet was asked for: that one stays.
        if (isOpen) onClose();
      }}
      className={clsx(
        "flex-col overflow-hidden outline-none border-line bg-panel text-text shadow-float backdrop:bg-scrim open:flex",
        SIDES[side],
      )}
    >
      {isOpen && (
        <>
          <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line-faint pr-2 pl-4">
            <h2 id={id} className="flex-1 text-md font-semibold">
              {title}
            </h2>
            <IconButton label="Close" shortcut="Esc" onClick={onClose}>
              <X aria-hidden="true" className="size-4" />
            </IconButton>
          </header>
          <div className="relative min-h-0 flex-1 overflow-y-auto">{children}</div>
        </>
      )}
    </dialog>
  );
}
