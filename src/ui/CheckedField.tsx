import { useState } from "react";
import { TextField, type TextFieldProps } from "./TextField";

export interface CheckedFieldProps
  extends Omit<TextFieldProps, "onChange" | "onBlur" | "problem" | "value"> {
  /** The value that holds, as text. */
  readonly value: string;
  /** Why a text cannot be the value, and what would be right; undefined when it can. */
  readonly check: (text: string) => string | undefined;
  /** Called with every text that passes the check, as it is typed. */
  readonly onCommit: (text: string) => void;
  /** Called when the field is left. */
  readonly onLeave?: () => void;
  /** How a text that passes is written once it is the value: `080` is `80`. */
  readonly normalise?: (text: string) => string;
}

/**
 * A text field that takes effect while typing. What is wrong is refused beside the field: the value stays the last
 * one that was right, and the field keeps what was typed.
 */
export function CheckedField({
  value,
  check,
  onCommit,
  onLeave,
  normalise = trim,
  ...field
}: CheckedFieldProps) {
  const [typed, setTyped] = useState<{ text: string; over: string }>();
  const problem = typed === undefined ? undefined : check(typed.text);
  const isCurrent =
    typed !== undefined &&
    (problem === undefined ? normalise(typed.text) === value : typed.over === value);
  return (
    <TextField
      {...field}
      value={isCurrent ? typed.text : value}
      problem={isCurrent ? problem : undefined}
      onChange={(text) => {
        setTyped({ text, over: value });
        if (check(text) === undefined) onCommit(normalise(text));
      }}
      onBlur={() => {
        if (problem === undefined) setTyped(undefined);
        onLeave?.();
      }}
    />
  );
}

function trim(text: string): string {
  return text.trim();
}
