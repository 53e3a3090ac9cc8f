import { type KeyboardEvent, type PointerEvent, useRef } from "react";

export interface SplitterProps {
  /** What it sets: its name for a screen reader. */
  readonly label: string;
  /** Height of what is below it. */
  readonly valuePx: number;
  readonly maxPx: number;
  readonly onChange: (valuePx: number) => void;
}

const KEY_STEP_PX = 24;
/** Below this nothing can be read: it closes. */
const LEAST_PX = 48;

/** A horizontal handle between two areas: dragged, or moved with the arrow keys; Enter closes and opens. */
export function Splitter({ label, valuePx, maxPx, onChange }: SplitterProps) {
  const drag = useRef<{ readonly y: number; readonly valuePx: number }>(undefined);
  const opened = useRef(valuePx);
  const set = (wantedPx: number) => {
    const next = wantedPx < LEAST_PX ? 0 : Math.min(wantedPx, maxPx);
    if (next > 0) opened.current = next;
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = {
      ArrowUp: Math.max(valuePx, LEAST_PX) + KEY_STEP_PX,
      ArrowDown: valuePx - KEY_STEP_PX,
      Enter: valuePx > 0 ? 0 : opened.current,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(wanted);
  };
  const onPointerMove = ({ clientY }: PointerEvent) => {
    if (drag.current !== undefined) set(drag.current.valuePx + drag.current.y - clientY);
  };
  return (
    <hr
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuenow={valuePx}
      aria-valuemin={0}
      aria-valuemax={maxPx}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { y: event.clientY, valuePx };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      className="relative z-10 -my-1 h-2 shrink-0 border-none cursor-row-resize touch-none hover:bg-hover focus-visible:-outline-offset-2"
    />
  );
}
