import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

export interface TabsProps<Id extends string> {
  /** What the tabs are parts of, for a screen reader. */
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly label: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** At the right end of the row of tabs. */
  readonly end?: ReactNode;
  readonly className?: string;
  /** The panel of the chosen tab. */
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** One panel at a time, chosen by its tab. Arrows move between tabs; the row is one tab stop. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = props.tabs.findIndex((tab) => tab.id === props.value);
    const next = props.tabs.at((at + step) % props.tabs.length);
    if (next === undefined) return;
    props.onChange(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <section className={clsx("flex min-h-0 min-w-0 flex-col", props.className)}>
      <div className="flex h-9 shrink-0 items-center gap-1 px-3 in-data-[density=projector]:h-12">
        <div ref={list} role="tablist" aria-label={props.label} className="flex gap-1">
          {props.tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              data-tab={tab.id}
              aria-selected={tab.id === props.value}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === props.value ? 0 : -1}
              onClick={() => props.onChange(tab.id)}
              onKeyDown={move}
              className={clsx(
                "h-(--control) rounded-2 px-2 text-md whitespace-nowrap text-text-2 hover:text-text",
                "aria-selected:bg-selected aria-selected:font-semibold aria-selected:text-text",
              )}
            >
              {tab.label}
            </button>
          ))}
        </div>
        <span className="flex-1" />
        {props.end}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${props.value}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {props.children}
      </div>
    </section>
  );
}
