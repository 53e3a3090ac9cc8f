import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";

export interface TooltipProps {
  readonly text: string;
  /** One element that can be hovered or focused. */
  readonly children: ReactElement;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly isBelow: boolean;
}

/** Words beside an element while it is hovered or focused. They repeat its name, so a screen reader skips them. */
export function Tooltip({ text, children }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const place = useHoverPlace(anchor);
  return (
    <span ref={anchor} className="contents">
      {children}
      {place !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none fixed z-50 w-max max-w-80 rounded-2 border border-line bg-box px-2 py-1 font-sans text-sm font-normal text-text shadow-float"
          style={{
            left: place.left,
            top: place.top,
            transform: place.isBelow ? "translateX(-50%)" : "translate(-50%, -100%)",
          }}
        >
          {text}
        </span>
      )}
    </span>
  );
}

/** Above the element, or below it where there is no room; never outside the window. */
function placeBeside(box: DOMRect): Place {
  const isBelow = box.top < 40;
  return {
    left: Math.min(Math.max(box.left + box.width / 2, 90), window.innerWidth - 90),
    top: isBelow ? box.bottom + 6 : box.top - 6,
    isBelow,
  };
}

/** Where the words go while the first element in `anchor` is hovered or has the keyboard's focus. */
function useHoverPlace(anchor: RefObject<HTMLElement | null>): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    const element = anchor.current?.firstElementChild;
    if (!element) return;
    const listening = new AbortController();
    const show = () => setPlace(placeBeside(element.getBoundingClientRect()));
    const showForKeyboard = () => {
      if (element.matches(":focus-visible")) show();
    };
    const hide = () => setPlace(undefined);
    const options = { signal: listening.signal };
    element.addEventListener("pointerenter", show, options);
    element.addEventListener("focusin", showForKeyboard, options);
    for (const event of ["pointerleave", "focusout", "pointerdown"])
      element.addEventListener(event, hide, options);
    return () => listening.abort();
  }, [anchor]);
  return place;
}
