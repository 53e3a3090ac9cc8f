import type { MapState } from "@/scene/network-map/mapStateAt";
import type { NetworkMap } from "@/scene/network-map/networkMap";
import { arrowHead, arrowPath, roundedPath } from "@/ui/arrowPath";
import type { Point } from "@/ui/point";

export interface MapLinesProps {
  readonly map: NetworkMap;
  readonly state: MapState;
}

/** The links, the way the packet has come, and dotted the way it goes next. */
export function MapLines({ map, state }: MapLinesProps) {
  return (
    <svg
      aria-hidden="true"
      width={map.widthPx}
      height={map.heightPx}
      className="pointer-events-none absolute inset-0"
    >
      {map.links.map((link) => (
        <path
          key={link.id}
          d={roundedPath(link.points)}
          fill="none"
          strokeWidth={1.5}
          className="stroke-line-strong"
        />
      ))}
      {distinctLines(state.went).map((points) => (
        <PacketLine key={arrowPath(points)} points={points} isNext={false} />
      ))}
      {state.next.length > 0 && <PacketLine points={state.next} isNext />}
    </svg>
  );
}

/** A way that was gone twice is drawn once. */
function distinctLines(lines: MapState["went"]): MapState["went"] {
  return [...new Map(lines.map((points) => [arrowPath(points), points])).values()];
}

interface PacketLineProps {
  readonly points: readonly Point[];
  readonly isNext: boolean;
}

function PacketLine({ points, isNext }: PacketLineProps) {
  return (
    <g data-look={isNext ? "next" : "went"}>
      <path
        d={arrowPath(points)}
        fill="none"
        strokeWidth={2}
        strokeLinecap="round"
        strokeDasharray={isNext ? "2 5" : undefined}
        className="stroke-ink"
      />
      <path d={arrowHead(points)} className="fill-ink" />
    </g>
  );
}
