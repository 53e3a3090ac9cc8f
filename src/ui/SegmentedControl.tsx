import clsx from "clsx";
import { useId } from "react";

export interface SegmentedControlProps<Value extends string> {
  /** Its name for a screen reader. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

/** A few choices side by side, one of which holds. Radio buttons underneath: arrows move between them. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={clsx(
        "inline-flex h-(--control) rounded-2 border border-line bg-inset p-0.5",
        props.className,
      )}
    >
      {props.options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "flex flex-1 cursor-pointer items-center justify-center rounded-1 px-2.5 text-md whitespace-nowrap text-text-2",
            "hover:text-text has-checked:bg-selected has-checked:font-medium in-data-[theme=light]:has-checked:bg-box in-data-[theme=light]:has-checked:ring-1 in-data-[theme=light]:has-checked:ring-line has-checked:text-text",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
