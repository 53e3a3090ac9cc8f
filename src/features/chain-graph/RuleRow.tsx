import clsx from "clsx";
import { useCallback, useRef } from "react";
import type { TableName } from "@/engine";
import type { RuleRow as RuleRowData } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import { isLostDraw } from "@/scene/narration/lostDraw";
import type { Frame } from "@/scene/playback/frameAt";
import type { Timeline } from "@/scene/playback/timeline";
import { rewriteAt } from "@/state/rewriteAt";
import { useFrame } from "@/state/useFrame";
import { Badge } from "@/ui/Badge";
import { ChangeMark } from "@/ui/ChangeMark";
import { Rewritten } from "@/ui/Rewritten";
import { applyRewrite, progressOf, REWRITE_DONE } from "@/ui/rewriteProgress";
import { BADGE_TONES } from "./badgeTone";
import { RowHeat } from "./RowHeat";
import { RuleMatch } from "./RuleMatch";
import { TABLE_LOOKS } from "./tableLook";

export interface RuleRowProps {
  readonly row: RuleRowData;
  readonly state: RowState | undefined;
  readonly table: TableName;
  /** The packet is here, and nobody can tell whether the rule takes it. */
  readonly isUndecided: boolean;
}

/** What a rule's row shows: its number, what it asks for, what it does; and what it changed, on a second line. */
export function RuleRow({ row, state, table, isUndecided }: RuleRowProps) {
  const look = isUndecided ? "undecided" : (state?.look ?? "idle");
  const isHere = look === "current";
  const rewrites = row.rewrites ? (state?.rewrites ?? []) : [];
  return (
    <>
      <span className="flex h-6 items-center pr-3 pl-2 whitespace-pre">
        <RuleNumber row={row} look={look} table={table} />
        {row.change !== undefined && <ChangeMark>{row.change}</ChangeMark>}
        <RuleMatch row={row} state={state} look={look} />
        <PacketValue state={state} />
        {row.badge !== undefined && (
          <Badge tone={BADGE_TONES[row.badge.kind]} isSolid={isHere}>
            {row.badge.text}
          </Badge>
        )}
        {row.badge === undefined && row.jumpLabel !== undefined && (
          <span className="shrink-0 pl-2 text-text-3">{row.jumpLabel}</span>
        )}
      </span>
      <RowHeat packets={row.packets} />
      {rewrites.length > 0 && <RewriteLine row={row} rewrites={rewrites} isHere={isHere} />}
    </>
  );
}

/**
 * The packet's own value where a rule asked for another one: whole, or, where the row has no room, not at all. It wraps
 * to a line that nobody sees. Picking the row tells it too.
 */
function PacketValue({ state }: { readonly state: RowState | undefined }) {
  const value = state?.look === "passed-over" ? state.failed && valueText(state) : undefined;
  return (
    <span className="flex h-6 min-w-0 flex-1 flex-wrap items-center overflow-hidden">
      <span className="h-6 w-0" />
      {value !== undefined && (
        <span className="flex h-6 items-center pl-3 text-text-3">{value}</span>
      )}
    </span>
  );
}

function valueText({ failed, drawn }: RowState): string | undefined {
  return isLostDraw(failed) ? drawn?.toFixed(3) : failed?.packetValue;
}

interface RuleNumberProps {
  readonly row: RuleRowData;
  readonly look: RowState["look"];
  readonly table: TableName;
}

function RuleNumber({ row, look, table }: RuleNumberProps) {
  return (
    <span
      className={clsx(
        "mr-2 h-4 min-w-4.5 shrink-0 rounded-1 px-0.5 text-center",
        look === "matched" && ["font-semibold", TABLE_LOOKS[table].softNumber],
        look === "current" && ["font-semibold", TABLE_LOOKS[table].solidNumber],
        look === "undecided" && "text-text outline-1 outline-verdict-undecided outline-dashed",
        (look === "idle" || look === "passed-over") && "text-text-3",
      )}
    >
      {row.ruleNumber}
    </span>
  );
}

interface RewriteLineProps {
  readonly row: RuleRowData;
  readonly rewrites: RowState["rewrites"];
  readonly isHere: boolean;
}

/** The old value struck, the new one beside it. While the packet is here, the player's clock draws it. */
function RewriteLine({ row, rewrites, isHere }: RewriteLineProps) {
  const line = useRef<HTMLSpanElement>(null);
  const draw = useCallback(
    (frame: Frame, timeline: Timeline) => {
      const box = line.current?.closest<HTMLElement>("[data-chain-box]");
      if (!box || !line.current) return;
      const progress = isHere ? progressOf(rewriteAt(frame, timeline, frame.stop)) : REWRITE_DONE;
      applyRewrite(line.current, progress);
      if (isHere) box.style.setProperty("--grow", String(progress.grow));
    },
    [isHere],
  );
  useFrame(draw);
  const tone = row.badge === undefined ? "neutral" : BADGE_TONES[row.badge.kind];
  return (
    <span
      ref={line}
      className="flex h-6 items-center gap-3 overflow-hidden pr-3 pb-1 pl-3"
      style={isHere ? { clipPath: "inset(0 0 calc(100% * (1 - var(--grow, 1))) 0)" } : undefined}
    >
      {rewrites
        .filter(({ field }) => !field.startsWith("reply"))
        .map(({ field, before, after }) => (
          <Rewritten key={field} before={before} after={after} tone={tone} />
        ))}
    </span>
  );
}
