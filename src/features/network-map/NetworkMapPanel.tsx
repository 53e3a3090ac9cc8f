import { useRef } from "react";
import type { Timeline } from "@/scene/playback/timeline";
import { useNetworkMap, useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { DENSITY_SCALES } from "@/ui/densityScale";
import { useWidth } from "@/ui/useWidth";
import { MapHostBox } from "./MapHostBox";
import { MapLines } from "./MapLines";
import { MapToken } from "./MapToken";

const HEIGHT_PX = 120;

/** The hosts a packet can be on and the links between them; the packet travels here from host to host. */
export function NetworkMapPanel() {
  const frame = useRef<HTMLElement>(null);
  const widthPx = useWidth(frame);
  const scale = DENSITY_SCALES[useStore((state) => state.panels.density)];
  return (
    <section
      ref={frame}
      aria-label="Network map"
      className="relative shrink-0 overflow-x-auto overflow-y-hidden border-b border-line bg-panel"
      style={{ height: HEIGHT_PX * scale }}
    >
      {widthPx > 0 && (
        <div
          className="origin-top-left [--text-sm--line-height:16px] [--text-sm:12px]"
          style={{ transform: scale === 1 ? undefined : `scale(${scale})` }}
        >
          <Hosts widthPx={Math.floor(widthPx / scale)} />
        </div>
      )}
    </section>
  );
}

/** The first stop of the next stay on a host after the present one; behind the last comes the first. */
function nextVisit(timeline: Timeline | undefined, stop: number, name: string): number | undefined {
  const stays = (timeline?.parts ?? [])
    .flatMap(({ hosts }) => hosts)
    .filter(({ host }) => host === name);
  return (stays.find(({ firstStop }) => firstStop > stop) ?? stays[0])?.firstStop;
}

function Hosts({ widthPx }: { readonly widthPx: number }) {
  const shown = useNetworkMap(widthPx);
  const stop = useStop();
  const { trace, timeline } = useWalk();
  const seekStop = useStore((store) => store.playback.seekStop);
  if (shown === undefined) return null;
  const { map, state } = shown;
  const visit = (name: string) => {
    const at = nextVisit(timeline, stop?.index ?? 0, name);
    return at === undefined ? undefined : () => seekStop(at);
  };
  const isReply = trace?.turns[stop?.turn ?? 0]?.kind === "reply" || stop?.made !== undefined;
  return (
    <div className="relative" style={{ width: map.widthPx, height: map.heightPx }}>
      <MapLines map={map} state={state} />
      {map.hosts.map((host) => (
        <MapHostBox key={host.id} host={host} state={state} onVisit={visit(host.id)} />
      ))}
      {map.links.map(({ id, label, points }) => {
        const end = points.at(-1);
        if (label === undefined || end === undefined) return null;
        return (
          <span
            key={id}
            className="kernel absolute text-text-2"
            style={{ left: end.x + 16, top: 18 }}
          >
            {label}
          </span>
        );
      })}
      {stop !== undefined && <MapToken map={map} state={state} stop={stop} isReply={isReply} />}
    </div>
  );
}
