import { useId, useState } from "react";
import { useStore } from "@/state/store";

export interface LinesFieldProps {
  readonly label: string;
  readonly hint: string;
  /** What is to be known about what stands there. */
  readonly note?: string | undefined;
  /** Why lines cannot be taken; then the value stays as it was until they can. */
  readonly check?: ((lines: readonly string[]) => string | undefined) | undefined;
  readonly value: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}

/** Text of several lines, each an entry; empty lines are left out when the field is left. */
export function LinesField({ label, hint, note, check, value, onChange }: LinesFieldProps) {
  const id = useId();
  const endEdit = useStore((state) => state.editing.endEdit);
  const [typed, setTyped] = useState<string>();
  const problem = typed === undefined ? undefined : check?.(linesOf(typed));
  const isTaken = typed !== undefined && linesOf(typed).join("\n") === value.join("\n");
  const isCurrent = isTaken || problem !== undefined;
  return (
    <div className="mb-1 flex flex-col gap-1">
      <label htmlFor={id} className="text-md text-text-2">
        {label}
      </label>
      <textarea
        id={id}
        rows={Math.min(Math.max(value.length, 1) + 1, 6)}
        spellCheck={false}
        placeholder={hint}
        value={isCurrent ? typed : value.join("\n")}
        onChange={(event) => {
          setTyped(event.target.value);
          const lines = linesOf(event.target.value);
          if (check?.(lines) === undefined) onChange(lines);
        }}
        onBlur={() => {
          setTyped(undefined);
          endEdit();
        }}
        className="kernel w-full resize-y rounded-2 border border-line bg-inset px-2 py-1.5 placeholder:text-text-3"
      />
      {problem !== undefined && (
        <p role="alert" className="text-sm text-verdict-drop-text">
          {problem}
        </p>
      )}
      {note !== undefined && <p className="text-sm text-text-3">{note}</p>}
    </div>
  );
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
