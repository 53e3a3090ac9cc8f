import clsx from "clsx";
import { CircleHelp, Dices } from "lucide-react";
import type { RuleRow } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import { isLostDraw } from "@/scene/narration/lostDraw";
import { NotEqual } from "@/ui/NotEqual";

export interface RuleMatchProps {
  readonly row: RuleRow;
  readonly state: RowState | undefined;
  readonly look: RowState["look"];
}

/** What a rule asks for. Of a rule that was passed over only the part that failed, the others folded to `+2`. */
export function RuleMatch({ row, state, look }: RuleMatchProps) {
  const failed = state?.failed;
  if (look === "undecided") return <Undecided text={failed?.part ?? row.matchText} />;
  if (failed === undefined || look !== "passed-over") return <Plain row={row} look={look} />;
  const isDraw = isLostDraw(failed);
  return (
    <>
      <FailureSign isDraw={isDraw} />
      <span
        className={clsx(
          "truncate text-text-3 underline decoration-dotted decoration-[1.5px] underline-offset-3",
          isDraw ? "decoration-text-3" : "decoration-verdict-reject",
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
  return count > 0 ? <span className="shrink-0 pl-1.5 text-text-3">+{count}</span> : null;
}

interface PlainProps {
  readonly row: RuleRow;
  readonly look: RowState["look"];
}

function Plain({ row, look }: PlainProps) {
  return (
    <>
      <span
        className={clsx(
          "truncate",
          look === "current" && "font-medium text-text",
          look === "matched" && "text-text",
          look === "passed-over" && "text-text-3",
        )}
      >
        {row.parts.slice(0, row.partsShown).join(" ")}
      </span>
      <Folded count={row.parts.length - row.partsShown} />
    </>
  );
}

/** Nobody can tell whether this holds with what was given. */
function Undecided({ text }: { readonly text: string }) {
  return (
    <>
      <CircleHelp
        aria-hidden="true"
        className="mr-1.25 size-3 shrink-0 text-verdict-undecided-text"
      />
      <span className="text-text underline decoration-verdict-undecided decoration-dashed decoration-[1.5px] underline-offset-3">
        {text}
      </span>
    </>
  );
}

/** Why the rule did not take the packet: a value differs, or chance went the other way. */
function FailureSign({ isDraw }: { readonly isDraw: boolean }) {
  const sign = "mr-1.25 size-3 shrink-0";
  if (isDraw) return <Dices aria-hidden="true" className={clsx(sign, "text-text-2")} />;
  return <NotEqual className={clsx(sign, "text-verdict-reject-text")} />;
}
