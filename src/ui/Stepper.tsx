import { Minus, Plus } from "lucide-react";
import { useId } from "react";
import { Field, type FieldProps } from "./Field";
import { IconButton } from "./IconButton";

export interface StepperProps extends Omit<FieldProps, "id" | "children"> {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A small whole number with a button for one less and one more. */
export function Stepper({ value, min, max, onChange, ...field }: StepperProps) {
  const id = useId();
  return (
    <Field id={id} {...field}>
      <span className="inline-flex h-(--control) w-28 items-center justify-between rounded-2 border border-line">
        <IconButton
          label={`One less: ${field.label}`}
          disabled={value <= min}
          onClick={() => onChange(value - 1)}
        >
          <Minus aria-hidden="true" className="size-3.5" />
        </IconButton>
        <input
          id={id}
          inputMode="numeric"
          className="kernel w-10 bg-transparent text-center font-semibold"
          value={value}
          onChange={(event) => {
            const typed = Number.parseInt(event.target.value, 10);
            if (typed >= min && typed <= max) onChange(typed);
          }}
        />
        <IconButton
          label={`One more: ${field.label}`}
          disabled={value >= max}
          onClick={() => onChange(value + 1)}
        >
          <Plus aria-hidden="true" className="size-3.5" />
        </IconButton>
      </span>
    </Field>
  );
}
