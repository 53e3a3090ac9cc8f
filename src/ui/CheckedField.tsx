import { type KeyboardEvent, useState } from "react";
import { TextField, type TextFieldProps } from "./TextField";

export interface CheckedFieldProps
  extends Omit<TextFieldProps, "onChange" | "onBlur" | "onKeyDown" | "problem" | "value"> {
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
  /** When this becomes another, what was refused is forgotten: something was undone. */
  readonly historyStep?: number;
}

/**
 * A text field that takes effect while typing. What is wrong is refused beside the field: the value stays the last
 * one that was right, and the field keeps what was typed, until Esc or undo takes it back.
 */
export function CheckedField({
  value,
  check,
  onCommit,
  onLeave,
  normalise = trim,
  historyStep = 0,
  ...field
}: CheckedFieldProps) {
  const [typed, setTyped] = useState<Typed>();
  const problem = typed === undefined ? undefined : check(typed.text);
  const isCurrent =
    typed !== undefined &&
    (problem === undefined
      ? normalise(typed.text) === value
      : typed.over === value && typed.historyStep === historyStep);
  return (
    <TextField
      {...field}
      value={isCurrent ? typed.text : value}
      problem={isCurrent ? problem : undefined}
      onChange={(text) => {
        setTyped({ text, over: value, historyStep });
        if (check(text) === undefined) onCommit(normalise(text));
      }}
      onKeyDown={(event) => {
        if (!isCurrent || problem === undefined || !takesBack(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setTyped(undefined);
      }}
      onBlur={() => {
        if (problem === undefined) setTyped(undefined);
        onLeave?.();
      }}
    />
  );
}

interface Typed {
  readonly text: string;
  /** The value that held while it was typed. */
  readonly over: string;
  readonly historyStep: number;
}

function takesBack({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return key === "Escape" || (key.toLowerCase() === "z" && (ctrlKey || metaKey) && !shiftKey);
}

function trim(text: string): string {
  return text.trim();
}
