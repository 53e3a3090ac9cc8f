import { type RefObject, useLayoutEffect, useState } from "react";
import type { Extent } from "./mapCamera";

const NONE: Extent = { width: 0, height: 0 };

/** The size of an element in px, kept up to date; nothing before it is on the page. */
export function useCanvasSize(element: RefObject<HTMLElement | null>): Extent {
  const [size, setSize] = useState(NONE);
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = watched;
      setSize((before) =>
        before.width === width && before.height === height ? before : { width, height },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
}
