import { ChevronDown, ChevronUp, Search } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/ui/IconButton";

export interface RuleSearchProps {
  readonly query: string;
  readonly count: number;
  /** Which of the found lines is shown, from 1; 0 when there is none. */
  readonly at: number;
  readonly onQuery: (query: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  /** What stands beside the search. */
  readonly children: ReactNode;
}

/** Searches the rules: how many lines there are, and the way from one to the next. */
export function RuleSearch({ query, count, at, onQuery, onStep, ...props }: RuleSearchProps) {
  return (
    <search className="flex min-h-9 shrink-0 flex-wrap items-center gap-1 px-3">
      <Search aria-hidden="true" className="size-3.5 text-text-3" />
      <input
        type="text"
        aria-label="Search the rules"
        data-search="rules"
        placeholder="Find in the rules"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") onQuery("");
        }}
        className="kernel h-7 min-w-32 flex-1 rounded-2 bg-transparent px-1 placeholder:text-text-3"
      />
      {query !== "" && (
        <output className="text-sm whitespace-nowrap text-text-3">
          {count === 0 ? "not found" : `${at} of ${count} lines`}
        </output>
      )}
      <IconButton label="Found line before" disabled={count < 2} onClick={() => onStep(-1)}>
        <ChevronUp aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Next found line" disabled={count < 2} onClick={() => onStep(1)}>
        <ChevronDown aria-hidden="true" className="size-4" />
      </IconButton>
      {props.children}
    </search>
  );
}
