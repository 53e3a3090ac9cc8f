import { useRef } from "react";
import type { MoreHosts, NetworkMap } from "@/scene/network-map/networkMap";
import type { Timeline } from "@/scene/playback/timeline";
import { useStop, useWalk } from "@/state/derived";
import { usePodConditions } from "@/state/podConditions";
import { useStore } from "@/state/store";
import { useNetworkMap } from "@/state/useNetworkMap";
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

/** A character of the monospaced face, and the air between two labels. */
const CHARACTER_PX = 7.2;
const LABEL_GAP_PX = 16;
/** A node's way in ends left of its middle; the label stands clear of the way out on the right. */
const WAY_OUT_PX = 24;

/** From the top of the map: beside the lowest line, and above it where there is no room beside. */
const LABEL_TOP_PX = 24;
const LABEL_ABOVE_PX = 6;

interface LinkLabel {
  readonly id: string;
  readonly label: string;
  readonly xPx: number;
  readonly topPx: number;
}

/** The names of the segments at the right end of their lines, one after the other; above where they would leave the map. */
function linkLabels({ links, widthPx }: NetworkMap): readonly LinkLabel[] {
  const placed: LinkLabel[] = [];
  for (const { id, label, points } of links) {
    const end = points.at(-1);
    if (label === undefined || end === undefined) continue;
    const last = placed.at(-1);
    const taken = last === undefined ? 0 : last.xPx + last.label.length * CHARACTER_PX;
    const ownPx = end.x + WAY_OUT_PX + LABEL_GAP_PX;
    const besidePx = Math.max(ownPx, taken + LABEL_GAP_PX);
    const fits = besidePx + label.length * CHARACTER_PX <= widthPx;
    placed.push({
      id,
      label,
      xPx: fits ? besidePx : ownPx,
      topPx: fits || last === undefined ? LABEL_TOP_PX : LABEL_ABOVE_PX,
    });
  }
  return placed;
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
  const conditions = usePodConditions();
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
        <MapHostBox
          key={host.id}
          host={host}
          state={state}
          onVisit={visit(host.id)}
          conditions={conditions}
        />
      ))}
      {map.moreHosts !== undefined && <MoreHostsBox more={map.moreHosts} />}
      {linkLabels(map).map(({ id, label, xPx, topPx }) => (
        <span key={id} className="kernel absolute text-text-2" style={{ left: xPx, top: topPx }}>
          {label}
        </span>
      ))}
      {stop !== undefined && <MapToken map={map} state={state} stop={stop} isReply={isReply} />}
    </div>
  );
}

/** Says what there was no room for: those are never met by the packet. */
function MoreHostsBox({ more: { names, x, y, widthPx, heightPx } }: { readonly more: MoreHosts }) {
  return (
    <p
      title={names.join("\n")}
      className="absolute flex flex-col items-center justify-center rounded-3 border border-dashed border-line-strong text-text-2"
      style={{ left: x, top: y, width: widthPx, height: heightPx }}
    >
      <strong className="font-semibold">+{names.length}</strong>
      <span className="text-[12px]/[16px]">more</span>
    </p>
  );
}
