import clsx from "clsx";

export interface RuleLineProps {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** What is searched for; "" for nothing. */
  readonly sought: string;
  readonly isLit: boolean;
  readonly isFound: boolean;
}

const TABLE_TEXT: Readonly<Record<string, string>> = {
  "*raw": "font-semibold text-table-raw-text",
  "*mangle": "font-semibold text-table-mangle-text",
  "*nat": "font-semibold text-table-nat-text",
  "*filter": "font-semibold text-table-filter-text",
};

/** One line of the rules with its number. */
export function RuleLine({ number, text, sought, isLit, isFound }: RuleLineProps) {
  return (
    <div
      data-lit={isLit}
      className={clsx(
        "kernel flex h-full items-center whitespace-pre",
        isLit ? "bg-table-nat-soft font-medium text-text" : lineTone(text),
        isLit && "shadow-[inset_2px_0_0_var(--color-table-nat)]",
        isFound && !isLit && "bg-selected",
      )}
    >
      <span className="w-16 shrink-0 pr-3 text-right text-text-3 select-none">{number}</span>
      <span className="pr-4">
        <Sought text={text} sought={sought} />
      </span>
    </div>
  );
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
