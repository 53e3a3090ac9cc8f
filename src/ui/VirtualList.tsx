import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
} from "react";

export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeightPx: number;
  /** The chosen line: kept in view, and where the arrow keys start from. */
  readonly current: number | undefined;
  /** Where nothing is chosen, the line to be kept in view all the same. */
  readonly inView?: number | undefined;
  readonly row: (index: number) => ReactNode;
  /** A line was clicked, `part` being the `data-part` that was hit in it, or reached with the arrow keys. */
  readonly onChoose?: (index: number, part?: string) => void;
  /** A line was clicked, or Enter was pressed on the chosen one: for lists in which choosing does nothing yet. */
  readonly onOpen?: (index: number) => void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
};

/** With the row before and the row after it; whole rows stand at the top. */
function keepRowInView(list: HTMLElement, index: number, rowPx: number): void {
  const rows = Math.max(1, Math.floor(list.clientHeight / rowPx));
  const first = list.scrollTop / rowPx;
  if (index - 1 < first) list.scrollTop = Math.max(0, index - 1) * rowPx;
  else if (index + 2 > first + rows)
    list.scrollTop = Math.max(0, index + Math.min(2, rows) - rows) * rowPx;
}

/** A list of any length of which only what is in view is mounted. One tab stop; arrow keys choose. */
export function VirtualList({
  count,
  current,
  inView = current,
  rowHeightPx,
  onChoose,
  onOpen,
  ...props
}: VirtualListProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  });
  useEffect(() => {
    if (rowHeightPx > 0) virtualizer.measure();
  }, [rowHeightPx, virtualizer]);
  useEffect(() => {
    if (inView === undefined || inView >= count) return;
    const list = scroller.current;
    if (list === null) return;
    if (list.clientHeight > 0) return keepRowInView(list, inView, rowHeightPx);
    // In a sheet that is only just opening nothing has a height yet.
    const frame = requestAnimationFrame(() => keepRowInView(list, inView, rowHeightPx));
    return () => cancelAnimationFrame(frame);
  }, [inView, count, rowHeightPx]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && onOpen !== undefined && current !== undefined) {
      event.preventDefault();
      onOpen(current);
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined || count === 0 || event.shiftKey) return;
    event.preventDefault();
    onChoose?.(Math.min(Math.max((current ?? -1) + step, 0), count - 1));
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
    const part = target.closest<HTMLElement>("[data-part]")?.dataset.part;
    if (index === undefined) return;
    onChoose?.(Number(index), part);
    onOpen?.(Number(index));
  };
  const items = virtualizer.getVirtualItems();
  const isMounted = items.some((item) => item.index === current);
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={isMounted ? `${id}-${current}` : undefined}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]!"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div
        role="presentation"
        className="relative min-w-full"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => (
          <div
            key={item.key}
            id={`${id}-${item.index}`}
            role="option"
            tabIndex={-1}
            aria-selected={item.index === current}
            aria-posinset={item.index + 1}
            aria-setsize={count}
            data-index={item.index}
            className="absolute top-0 left-0 min-w-full"
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            {props.row(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
