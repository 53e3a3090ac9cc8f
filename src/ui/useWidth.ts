import { type RefObject, useLayoutEffect, useState } from "react";

/** The width of an element in px, kept up to date; 0 before it is on the page. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidthPx(Math.round(entry.contentRect.width));
    });
    observer.observe(watched);
    setWidthPx(Math.round(watched.getBoundingClientRect().width));
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
