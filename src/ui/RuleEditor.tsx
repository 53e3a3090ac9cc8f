import clsx from "clsx";
import { ArrowDown, ArrowUp, Ban, CircleCheck, Pencil, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { IconButton } from "./IconButton";
import { RuleField } from "./RuleField";

/** What is typed into: the rule itself, a new one beside it, or the row it is to move to. */
export type RuleFieldName = "edit" | "before" | "after" | "move";

export interface RuleEditorProps {
  readonly text: string;
  /** What it said when it was loaded, where that was something else. */
  readonly was: string | undefined;
  readonly isDisabled: boolean;
  readonly isMoved: boolean;
  readonly isInserted: boolean;
  /** From 1. */
  readonly row: number;
  readonly rows: number;
  /** How a new rule of the chain begins. */
  readonly begin: string;
  readonly onDisable: (isDisabled: boolean) => void;
  readonly onMove: (toRow: number) => void;
  readonly onPutBack: () => void;
  /** These give a sentence when the text is not taken. */
  readonly onRewrite: (typed: string) => string | undefined;
  readonly onInsert: (atRow: number, typed: string) => string | undefined;
  /** The field that is open; undefined for none. */
  readonly field: RuleFieldName | undefined;
  readonly onField: (field: RuleFieldName | undefined) => void;
}

/** What can be done to a rule, and the line that it is typed into. */
export function RuleEditor(props: RuleEditorProps) {
  const { field, onField } = props;
  return (
    <fieldset aria-label="Change this rule" className="@container min-w-0">
      {field !== undefined && (
        <RuleField
          key={field}
          label={fieldLabel(field, props)}
          initial={fieldStart(field, props)}
          onApply={(typed) => apply(field, props, typed)}
          onClose={() => onField(undefined)}
        />
      )}
      <div className={clsx("flex flex-wrap items-center", field !== undefined && "hidden")}>
        <FieldButton {...props} name="edit">
          <Pencil aria-hidden="true" className="size-3.5 @max-md:hidden" /> Edit
        </FieldButton>
        <DisableButton {...props} />
        <MoveButtons {...props} />
        <FieldButton {...props} name="before">
          Insert before
        </FieldButton>
        <FieldButton {...props} name="after">
          Insert after
        </FieldButton>
        {isChanged(props) && (
          <Button variant="plain" className="px-1.5!" onClick={props.onPutBack}>
            <Undo2 aria-hidden="true" className="size-3.5" />
            {props.isInserted ? "Remove" : "Put back"}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function isChanged({ was, isDisabled, isMoved, isInserted }: RuleEditorProps): boolean {
  return was !== undefined || isDisabled || isMoved || isInserted;
}

type FieldButtonProps = RuleEditorProps & {
  readonly name: RuleFieldName;
  readonly children: ReactNode;
};

function FieldButton({ name, field, onField, children }: FieldButtonProps) {
  return (
    <Button
      variant="plain"
      aria-expanded={field === name}
      className="px-1.5! aria-expanded:bg-selected"
      onClick={() => onField(field === name ? undefined : name)}
    >
      {children}
    </Button>
  );
}

function DisableButton({ isDisabled, onDisable }: RuleEditorProps) {
  const Sign = isDisabled ? CircleCheck : Ban;
  return (
    <Button variant="plain" className="px-1.5!" onClick={() => onDisable(!isDisabled)}>
      <Sign aria-hidden="true" className="size-3.5 @max-md:hidden" />{" "}
      {isDisabled ? "Enable" : "Disable"}
    </Button>
  );
}

function MoveButtons(props: RuleEditorProps) {
  const { row, rows, onMove } = props;
  return (
    <>
      <IconButton label="Move up" disabled={row === 1} onClick={() => onMove(row - 1)}>
        <ArrowUp aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Move down" disabled={row === rows} onClick={() => onMove(row + 1)}>
        <ArrowDown aria-hidden="true" className="size-4" />
      </IconButton>
      {rows > 2 && (
        <FieldButton {...props} name="move">
          Move to
        </FieldButton>
      )}
    </>
  );
}

function fieldLabel(field: RuleFieldName, { row, rows }: RuleEditorProps): string {
  switch (field) {
    case "edit":
      return "The rule";
    case "before":
      return `A new rule before row ${row}`;
    case "after":
      return `A new rule after row ${row}`;
    case "move":
      return `Move to row, 1 to ${rows}`;
  }
}

function fieldStart(field: RuleFieldName, { text, row, begin }: RuleEditorProps): string {
  if (field === "edit") return text;
  return field === "move" ? String(row) : begin;
}

/** A sentence when what was typed is not taken. */
function apply(field: RuleFieldName, props: RuleEditorProps, typed: string): string | undefined {
  switch (field) {
    case "edit":
      return props.onRewrite(typed);
    case "before":
      return props.onInsert(props.row, typed);
    case "after":
      return props.onInsert(props.row + 1, typed);
    case "move":
      return moveTo(props, typed.trim());
  }
}

function moveTo({ rows, onMove }: RuleEditorProps, typed: string): string | undefined {
  const row = /^\d+$/.test(typed) ? Number(typed) : 0;
  if (row < 1 || row > rows) return `A row is a number from 1 to ${rows}.`;
  onMove(row);
  return undefined;
}
