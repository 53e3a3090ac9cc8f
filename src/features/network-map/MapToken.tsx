import clsx from "clsx";
import { useCallback, useRef } from "react";
import { toneOf } from "@/scene/narration/changePhrase";
import type { MapState } from "@/scene/network-map/mapStateAt";
import type { NetworkMap } from "@/scene/network-map/networkMap";
import type { Frame } from "@/scene/playback/frameAt";
import type { Change, Rewrite, Stop } from "@/scene/playback/stop";
import type { Timeline } from "@/scene/playback/timeline";
import { rewriteAt } from "@/state/rewriteAt";
import { useFrame } from "@/state/useFrame";
import { easeTravel } from "@/ui/cubicBezier";
import { pointAlong } from "@/ui/pointAlong";
import { Rewritten } from "@/ui/Rewritten";
import { applyRewrite, progressOf } from "@/ui/rewriteProgress";

export interface MapTokenProps {
  readonly map: NetworkMap;
  readonly state: MapState;
  readonly stop: Stop;
  /** A reply is drawn as a ring. */
  readonly isReply: boolean;
}

/** The packet on the map, with the name of the hook beside it; what it changes stands above its host. */
export function MapToken({ map, state, stop, isReply }: MapTokenProps) {
  const token = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLDivElement>(null);
  const draw = useCallback(
    (frame: Frame, timeline: Timeline) => {
      const isOnItsWay = !frame.settled && frame.from === stop.index && state.way.length > 0;
      const point = isOnItsWay ? pointAlong(state.way, easeTravel(frame.travel)) : state.token;
      if (token.current !== null && point !== undefined) {
        token.current.style.transform = `translate(${point.x}px, ${point.y}px)`;
        token.current.dataset.moving = String(isOnItsWay);
      }
      const shown = rewriteAt(frame, timeline, stop.index);
      if (label.current !== null) applyRewrite(label.current, progressOf(shown));
    },
    [state, stop.index],
  );
  useFrame(draw);
  if (state.token === undefined) return null;
  const host = map.hosts.find(({ id }) => state.hosts.get(id) === "current");
  return (
    <>
      {host !== undefined && (
        <div
          ref={label}
          className="pointer-events-none absolute top-0.5 flex h-4 items-center whitespace-nowrap"
          style={{ left: host.x }}
        >
          {stop.change !== undefined && <PacketLabel change={stop.change} />}
        </div>
      )}
      <div
        ref={token}
        data-token={isReply ? "reply" : "request"}
        className="group/token pointer-events-none absolute top-0 left-0 z-10"
      >
        <span
          className={clsx(
            "absolute -top-1.25 -left-1.25 size-2.5 rounded-full",
            "shadow-[0_0_0_2px_var(--color-box),0_0_0_3.5px_var(--color-ink)]",
            isReply ? "border-3 border-ink bg-canvas" : "bg-ink",
          )}
        />
        {host?.kind === "node" && state.label !== undefined && (
          <span className="absolute -top-2 left-3.5 text-[12px]/[16px] font-medium whitespace-nowrap group-data-[moving=true]/token:hidden">
            {state.label}
          </span>
        )}
      </div>
    </>
  );
}

const FIELDS: Partial<Record<Rewrite["field"], string>> = {
  destination: "dst",
  source: "src",
  mark: "mark",
  "connection mark": "ctmark",
};

/** The packet's own label while something changes: the old value struck, the new one beside it. */
function PacketLabel({ change }: { readonly change: Change }) {
  return change.rewrites.map(({ field, before, after }) => {
    const name = FIELDS[field];
    if (name === undefined) return null;
    return (
      <span key={field} className="mr-3 inline-flex items-center gap-2 bg-panel pr-1">
        <span className="size-1.5 rounded-full bg-ink" />
        <span className="text-[12px]/[16px] text-text-2">{name}</span>
        <Rewritten
          before={before}
          after={after}
          tone={field.endsWith("mark") ? "mark" : toneOf(change.kind)}
        />
      </span>
    );
  });
}
