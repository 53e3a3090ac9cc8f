import clsx from "clsx";
import { type KeyboardEvent, useId } from "react";
import { Field, type FieldProps, fieldNoteId } from "./Field";

export interface TextFieldProps extends Omit<FieldProps, "id" | "children"> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onEnter?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly placeholder?: string;
  /** What a kernel prints is set in the monospaced face; true unless said otherwise. */
  readonly isMono?: boolean;
  readonly inputMode?: "text" | "numeric" | "search";
  /** Values to choose from while typing; any other may be typed. */
  readonly suggestions?: readonly { readonly value: string; readonly label?: string }[];
}

/** A line of text with its label and, beside it, what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const hasNote = props.problem !== undefined || props.hint !== undefined;
  const listId = props.suggestions === undefined ? undefined : `${id}-suggestions`;
  return (
    <Field
      id={id}
      label={props.label}
      layout={props.layout ?? "beside"}
      problem={props.problem}
      hint={props.hint}
    >
      <input
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        list={listId}
        inputMode={props.inputMode ?? "text"}
        placeholder={props.placeholder}
        value={props.value}
        aria-invalid={props.problem !== undefined}
        aria-describedby={hasNote ? fieldNoteId(id) : undefined}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={props.onBlur}
        onKeyDown={(event) => {
          props.onKeyDown?.(event);
          if (event.key === "Enter") props.onEnter?.();
        }}
        className={clsx(
          "h-(--control) w-full min-w-0 text-ellipsis rounded-2 border bg-field px-2 placeholder:text-text-3",
          props.isMono === false ? "text-md" : "kernel",
          props.problem === undefined ? "border-line" : "border-verdict-drop",
        )}
      />
      {listId !== undefined && (
        <datalist id={listId}>
          {suggested(props.suggestions ?? [], props.value).map((suggestion) => (
            <option key={suggestion.value} value={suggestion.value} label={suggestion.label} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

type Suggestions = NonNullable<TextFieldProps["suggestions"]>;

/** A browser looks through the whole list with every key; these many are enough to choose from. */
const MOST_SUGGESTED = 100;

/** The first suggestions, each once; of a long list those that have what is typed in them. */
function suggested(suggestions: Suggestions, typed: string): Suggestions {
  const byValue = new Map<string, Suggestions[number]>();
  const sought = suggestions.length > MOST_SUGGESTED ? typed.trim().toLowerCase() : "";
  for (const one of suggestions) {
    if (byValue.size === MOST_SUGGESTED) break;
    if (`${one.value} ${one.label ?? ""}`.toLowerCase().includes(sought))
      byValue.set(one.value, one);
  }
  return [...byValue.values()];
}
