import { useId } from "react";

export interface CheckboxProps {
  readonly label: string;
  /** What it means that it is checked, or not. */
  readonly hint?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** Something that holds or does not. */
export function Checkbox({ label, hint, isChecked, onChange }: CheckboxProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="mb-3">
      <label className="flex min-h-(--control) items-center gap-2 text-md text-text-2">
        <input
          type="checkbox"
          checked={isChecked}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {hint !== undefined && (
        <p id={hintId} className="text-sm text-text-3">
          {hint}
        </p>
      )}
    </div>
  );
}
