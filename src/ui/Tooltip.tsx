import { type ReactElement, useRef, useState } from "react";

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

/** Where the words go: above the element, or below it where there is no room; never outside the window. */
function placeBeside(box: DOMRect): Place {
  const isBelow = box.top < 40;
  return {
    left: Math.min(Math.max(box.left + box.width / 2, 90), window.innerWidth - 90),
    top: isBelow ? box.bottom + 6 : box.top - 6,
    isBelow,
  };
}

/** Words beside an element while it is hovered or focused. They repeat its name, so a screen reader skips them. */
export function Tooltip({ text, children }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [place, setPlace] = useState<Place>();
  const show = () => {
    const element = anchor.current?.firstElementChild;
    if (element) setPlace(placeBeside(element.getBoundingClientRect()));
  };
  const hide = () => setPlace(undefined);
  return (
    <span
      ref={anchor}
      role="presentation"
      className="contents"
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onPointerDown={hide}
    >
      {children}
      {place !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none fixed z-50 max-w-80 rounded-2 border border-line bg-box px-2 py-1 text-sm font-normal text-text shadow-float"
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
