import clsx from "clsx";
import { useCallback, useRef } from "react";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { toneOf } from "@/scene/narration/changePhrase";
import type { Frame } from "@/scene/playback/frameAt";
import type { Stop } from "@/scene/playback/stop";
import type { Timeline } from "@/scene/playback/timeline";
import { rewriteAt } from "@/state/rewriteAt";
import { useFrame } from "@/state/useFrame";
import { easeTravel } from "@/ui/cubicBezier";
import { pointAlong } from "@/ui/pointAlong";
import { Rewritten } from "@/ui/Rewritten";
import { applyRewrite, progressOf } from "@/ui/rewriteProgress";

export interface PacketTokenProps {
  readonly state: GraphState;
  readonly stop: Stop;
  /** Whether the packet is a reply: the disc has a hole. */
  readonly isReply: boolean;
}

/** The packet: a disc beside its row, and on its way along the way to the next. The player's clock moves it. */
export function PacketToken({ state, stop, isReply }: PacketTokenProps) {
  const token = useRef<HTMLDivElement>(null);
  const draw = useCallback(
    (frame: Frame, timeline: Timeline) => {
      if (token.current === null || state.token === undefined) return;
      const point = tokenPoint(state, frame, timeline.stops[frame.from]?.index === stop.index);
      if (point !== undefined)
        token.current.style.transform = `translate(${point.x}px, ${point.y}px)`;
      applyRewrite(token.current, progressOf(rewriteAt(frame, timeline, stop.index)));
    },
    [state, stop.index],
  );
  useFrame(draw);
  if (state.token === undefined) return null;
  return (
    <div
      ref={token}
      data-token={isReply ? "reply" : "request"}
      className="pointer-events-none absolute top-0 left-0 z-10"
    >
      <span
        className={clsx(
          "absolute -top-[7px] -left-[7px] size-3.5 rounded-full",
          "shadow-[0_0_0_3px_var(--color-canvas),0_0_0_4.5px_var(--color-ink)]",
          isReply ? "border-4 border-ink bg-canvas" : "bg-ink",
        )}
      />
      <TokenLabel stop={stop} />
    </div>
  );
}

/** At rest beside the row; on its way along the line to the next stop, from where this state was made. */
function tokenPoint(state: GraphState, frame: Frame, isOnItsWay: boolean) {
  if (frame.settled || !isOnItsWay || state.way.length === 0) return state.token;
  return pointAlong(state.way, easeTravel(frame.travel));
}

/** What just changed, on the packet itself, where no row opens a second line to show it. */
function TokenLabel({ stop }: { readonly stop: Stop }) {
  const changed = stop.change?.rewrites.filter(({ field }) => !field.startsWith("reply")) ?? [];
  const hasLine = stop.hop?.kind === "rule";
  if (changed.length === 0 || hasLine) return null;
  return (
    <span className="graph-rows absolute top-3.5 -right-2.5 flex w-max flex-col gap-0.5 rounded-2 border border-line bg-panel px-1.5 py-0.5 shadow-float">
      {changed.map(({ field, before, after }) => (
        <Rewritten
          key={field}
          before={before}
          after={after}
          tone={field.endsWith("mark") ? "mark" : toneOf(stop.change?.kind ?? "mark")}
        />
      ))}
    </span>
  );
}
