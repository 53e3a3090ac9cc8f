import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { Field, type FieldProps, fieldNoteId } from "./Field";

export interface SelectProps<Value extends string> extends Omit<FieldProps, "id" | "children"> {
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    /** Options with the same group stand together under its name. */
    readonly group?: string;
  }[];
  readonly onChange: (value: Value) => void;
  readonly isMono?: boolean;
}

/** One of a list. The platform's own control, so that it works with touch, keyboard and screen reader. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const id = useId();
  const hasNote = props.problem !== undefined || props.hint !== undefined;
  const byValue = (value: string) => props.options.find((option) => option.value === value);
  return (
    <Field
      id={id}
      label={props.label}
      layout={props.layout ?? "beside"}
      problem={props.problem}
      hint={props.hint}
    >
      <span className="relative block min-w-0">
        <select
          id={id}
          value={props.value}
          aria-invalid={props.problem !== undefined}
          aria-describedby={hasNote ? fieldNoteId(id) : undefined}
          onChange={(event) => {
            const chosen = byValue(event.target.value);
            if (chosen) props.onChange(chosen.value);
          }}
          className={clsx(
            "h-(--control) w-full min-w-0 appearance-none truncate rounded-2 border bg-field pr-7 pl-2",
            props.isMono === true ? "kernel" : "text-md",
            props.problem === undefined ? "border-line" : "border-verdict-drop",
          )}
        >
          <Options options={props.options} />
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-text-3"
        />
      </span>
    </Field>
  );
}

function Options<Value extends string>({ options }: Pick<SelectProps<Value>, "options">) {
  const groups = [...new Set(options.map((option) => option.group))];
  return groups.map((group) => {
    const list = options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
    if (group === undefined) return list;
    return (
      <optgroup key={group} label={group}>
        {list}
      </optgroup>
    );
  });
}
