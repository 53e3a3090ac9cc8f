import clsx from "clsx";
import { changedWords } from "@/comparison/changedWords";
import type { ComparisonRow } from "@/state/comparing/comparisonRows";
import { Chip } from "@/ui/Chip";

/** One line of a comparison: a chain's name, or what became of one of its rules. */
export function RowLine({ row }: { readonly row: ComparisonRow | undefined }) {
  switch (row?.kind) {
    case undefined:
      return null;
    case "chain":
      return <ChainLine row={row} />;
    case "policy":
      return (
        <div className="flex h-full items-center pl-23 text-md">
          Policy {row.policy.before} → {row.policy.now}
        </div>
      );
    case "folded":
      return (
        <div className="flex h-full items-center pl-23 text-sm text-text-3">
          {row.count.toLocaleString("en")} {row.count === 1 ? "rule is" : "rules are"} the same
        </div>
      );
    case "rule":
      return <RuleLine row={row} />;
  }
}

const STATES = { added: "new chain", removed: "gone", changed: "" } as const;

function ChainLine({ row }: { readonly row: Extract<ComparisonRow, { kind: "chain" }> }) {
  const { family, table, chain, kind, services } = row.difference;
  const [service, ...more] = services;
  return (
    <div className="flex h-full w-max min-w-full items-center gap-2 border-t border-line-faint bg-box px-3 whitespace-nowrap">
      <Chip tone={table}>{family === "IPv6" ? `ip6 ${table}` : table}</Chip>
      <span className="kernel font-semibold">{chain}</span>
      {kind !== "changed" && (
        <span
          className={clsx(
            "text-sm",
            kind === "added" ? "text-verdict-accept-text" : "text-verdict-drop-text",
          )}
        >
          {STATES[kind]}
        </span>
      )}
      {service !== undefined && (
        <span className="text-sm text-text-2">
          {more.length === 0 ? service : `${services.length.toLocaleString("en")} Services`}
        </span>
      )}
    </div>
  );
}

const SIGNS = { added: "+", removed: "−", moved: "↕", changed: "±" } as const;
const SPOKEN = { added: "Added", removed: "Removed", moved: "Moved", changed: "Changed" } as const;

type RuleRow = Extract<ComparisonRow, { kind: "rule" }>;

function RuleLine({ row }: { readonly row: RuleRow }) {
  const { sign, number, from } = row;
  return (
    <div
      data-diff={sign}
      className={clsx(
        "kernel flex h-full w-max min-w-full items-center pr-4 whitespace-pre",
        sign === "added" && "bg-verdict-accept-soft",
        sign === "removed" && "bg-verdict-drop-soft",
        sign === "moved" && "bg-target-mark-soft",
      )}
    >
      <span className="w-16 shrink-0 pr-2 text-right text-sm text-text-2 tabular-nums">
        {from === undefined ? number : `${from}→${number}`}
      </span>
      <span className="w-7 shrink-0 text-center text-text-2">
        <span aria-hidden="true">{SIGNS[sign]}</span>
        <span className="sr-only">
          {row.other === undefined ? SPOKEN[sign] : `Changed, ${SPOKEN[sign].toLowerCase()}`}
        </span>
      </span>
      {row.other === undefined ? (
        withoutChain(row.text)
      ) : (
        <Words sign={sign} text={withoutChain(row.text)} other={withoutChain(row.other)} />
      )}
    </div>
  );
}

/** The chain stands above. */
function withoutChain(text: string): string {
  return text.replace(/^-A \S+ ?/, "");
}

interface WordsProps {
  readonly sign: RuleRow["sign"];
  readonly text: string;
  readonly other: string;
}

/** A rule that changed, the words that the other has not lit. */
function Words({ sign, text, other }: WordsProps) {
  const isOld = sign === "removed";
  const words = isOld ? changedWords(text, other).before : changedWords(other, text).now;
  return words.map(({ text: stretch, isChanged }, index) => {
    const start = words.slice(0, index).reduce((sum, one) => sum + one.text.length + 1, 0);
    const blank = index === 0 ? "" : " ";
    if (!isChanged) return <span key={start}>{blank + stretch}</span>;
    return (
      <span key={start}>
        {blank}
        <mark
          className={clsx(
            "rounded-1 px-0.5 font-semibold text-text ring-1",
            isOld
              ? "bg-verdict-drop-soft ring-verdict-drop-line"
              : "bg-verdict-accept-soft ring-verdict-accept-line",
          )}
        >
          {stretch}
        </mark>
      </span>
    );
  });
}
