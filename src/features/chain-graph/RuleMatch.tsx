import clsx from "clsx";
import { CircleHelp, Dices } from "lucide-react";
import type { RuleRow } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import { NotEqual } from "@/ui/NotEqual";

export interface RuleMatchProps {
  readonly row: RuleRow;
  readonly state: RowState | undefined;
}

/** What a rule asks for. Of a rule that was passed over only the part that failed, the others folded to `+2`. */
export function RuleMatch({ row, state }: RuleMatchProps) {
  const look = state?.look ?? "idle";
  const failed = state?.failed;
  if (failed === undefined || look === "idle" || look === "matched" || look === "current")
    return (
      <span
        className={clsx(
          look === "current" && "font-medium text-text",
          look === "matched" && "text-text",
          look === "passed-over" && "text-text-3",
        )}
      >
        {row.parts.slice(0, row.partsShown).join(" ")}
        <Folded count={row.parts.length - row.partsShown} />
      </span>
    );
  const isDraw = state?.drawn !== undefined;
  return (
    <>
      <FailureSign look={look} isDraw={isDraw} />
      <span
        className={clsx(
          "underline decoration-[1.5px] underline-offset-3",
          look === "undecided"
            ? "text-text decoration-verdict-undecided decoration-dashed"
            : "text-text-3 decoration-dotted",
          look !== "undecided" && (isDraw ? "decoration-text-3" : "decoration-verdict-reject"),
        )}
      >
        {failed.part}
      </span>
      <Folded count={row.parts.length - 1} />
    </>
  );
}

/** How many parts there was no room for; picking the row shows them. */
function Folded({ count }: { readonly count: number }) {
  return count > 0 ? <span className="pl-1.5 text-text-3">+{count}</span> : null;
}

interface FailureSignProps {
  readonly look: RowState["look"];
  readonly isDraw: boolean;
}

/** Why the rule did not take the packet: a value differs, chance went the other way, or nobody can tell. */
function FailureSign({ look, isDraw }: FailureSignProps) {
  const sign = "mr-1.25 size-3 shrink-0";
  if (look === "undecided")
    return <CircleHelp aria-hidden="true" className={clsx(sign, "text-verdict-undecided-text")} />;
  if (isDraw) return <Dices aria-hidden="true" className={clsx(sign, "text-text-2")} />;
  return <NotEqual className={clsx(sign, "text-verdict-reject-text")} />;
}
