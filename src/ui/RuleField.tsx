import { useEffect, useId, useRef, useState } from "react";
import { Button } from "./Button";
import { TextField } from "./TextField";

export interface RuleFieldProps {
  readonly label: string;
  /** What stands in it at first. */
  readonly initial: string;
  /** Gives a sentence when the text is not taken: then it stays as it was typed. */
  readonly onApply: (typed: string) => string | undefined;
  readonly onClose: () => void;
}

/** One line that takes effect with Enter and is left with Esc; it has the focus from the beginning. */
export function RuleField({ label, initial, onApply, onClose }: RuleFieldProps) {
  const [typed, setTyped] = useState(initial);
  const [problem, setProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const input = form.current?.querySelector("input");
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
    // Whoever leaves the line goes on where they came from.
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const submit = () => {
    const why = onApply(typed);
    setProblem(why);
    if (why === undefined) onClose();
  };
  return (
    <form
      ref={form}
      id={id}
      className="mt-1 flex items-start gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField
          label={label}
          layout="above"
          value={typed}
          problem={problem}
          onChange={(text) => {
            setTyped(text);
            setProblem(undefined);
          }}
        />
      </div>
      <div className="flex gap-1 pt-6">
        <Button type="submit">Apply</Button>
        <Button variant="plain" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
