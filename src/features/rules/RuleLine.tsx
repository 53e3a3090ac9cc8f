import clsx from "clsx";
import type { RuleEdit, TableName } from "@/engine";
import { ChangeMark } from "@/ui/ChangeMark";
import { HeatBar } from "@/ui/HeatBar";

export interface RuleLineProps {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** What is searched for; "" for nothing. */
  readonly sought: string;
  /** The table whose rule the packet is at, when it stands on this line. */
  readonly lit: TableName | undefined;
  readonly isFound: boolean;
  /** How hot the rule on it is, 0 to 1; undefined where no bars are shown. */
  readonly heat: number | undefined;
  /** Made by the Service whose rules are lit. */
  readonly isOfService: boolean;
  /** What is otherwise with the rule on it. */
  readonly edit: RuleEdit | undefined;
}

/** The row tint and the bar at its left, by table. */
const LIT: Readonly<Record<TableName, string>> = {
  raw: "bg-table-raw-soft shadow-[inset_2px_0_0_var(--color-table-raw)]",
  mangle: "bg-table-mangle-soft shadow-[inset_2px_0_0_var(--color-table-mangle)]",
  nat: "bg-table-nat-soft shadow-[inset_2px_0_0_var(--color-table-nat)]",
  filter: "bg-table-filter-soft shadow-[inset_2px_0_0_var(--color-table-filter)]",
  security: "bg-selected shadow-[inset_2px_0_0_var(--color-text-2)]",
};

const TABLE_TEXT: Readonly<Record<string, string>> = {
  "*raw": "font-semibold text-table-raw-text",
  "*mangle": "font-semibold text-table-mangle-text",
  "*nat": "font-semibold text-table-nat-text",
  "*filter": "font-semibold text-table-filter-text",
};

/** One line of the rules with its number. */
export function RuleLine({
  text,
  sought,
  lit,
  isFound,
  isOfService,
  edit,
  ...props
}: RuleLineProps) {
  return (
    <div
      data-lit={lit !== undefined}
      data-of-service={isOfService || undefined}
      className={clsx(
        "kernel flex h-full items-center whitespace-pre",
        lit === undefined ? lineTone(text) : ["font-medium text-text", LIT[lit]],
        isOfService && lit === undefined && "text-text! shadow-[inset_3px_0_0_var(--color-focus)]",
        isFound && lit === undefined && "bg-selected",
      )}
    >
      <span className="w-16 shrink-0 pr-3 text-right text-text-3 select-none">{props.number}</span>
      {props.heat !== undefined && <HeatBar share={props.heat} className="mr-3" />}
      {edit !== undefined && <ChangeMark>{editName(edit)}</ChangeMark>}
      <span className="pr-4">
        <span className={clsx(edit?.isDisabled === true && "struck-rule")}>
          <Sought text={text} sought={sought} />
        </span>
      </span>
    </div>
  );
}

function editName({ rule, text, behind, isDisabled }: RuleEdit): string {
  if (isDisabled === true) return "disabled";
  if (rule < 0) return "new";
  if (text !== undefined) return behind === undefined ? "edited" : "edited, moved";
  return "moved";
}

function lineTone(text: string): string {
  const table = TABLE_TEXT[text.trim()];
  if (table !== undefined) return table;
  return text.startsWith("-A") || text.startsWith("[") ? "text-text-2" : "text-text-3";
}

/** The text with what is searched for marked. */
function Sought({ text, sought }: { readonly text: string; readonly sought: string }) {
  const at = sought === "" ? -1 : text.toLowerCase().indexOf(sought.toLowerCase());
  if (at === -1) return text;
  const end = at + sought.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-1 bg-target-mark-soft text-target-mark-text ring-1 ring-target-mark-line">
        {text.slice(at, end)}
      </mark>
      {text.slice(end)}
    </>
  );
}
