import clsx from "clsx";
import { memo } from "react";
import type { Timeline } from "@/scene/playback/timeline";
import type { Notch, Track, TrackPart } from "@/scene/playback/trackCells";
import { useStop } from "@/state/derived";
import { TONE_CLASSES } from "@/ui/tone";
import { CHANGE_TONES, LANE_LOOKS } from "./changeTone";

export interface TrackPictureProps {
  readonly track: Track;
  readonly timeline: Timeline;
  readonly isCompact: boolean;
}

/** Cells, notches, names and brackets. A cell is filled once the packet has been there, hollow before. */
export function TrackPicture({ track, timeline, isCompact }: TrackPictureProps) {
  const stop = useStop();
  const at = stop?.index ?? 0;
  return (
    <div aria-hidden="true">
      {track.cells.map((cell) => (
        <Cell
          key={cell.firstStop}
          lane={cell.lane}
          xPx={cell.xPx}
          widthPx={cell.widthPx}
          isPlayed={cell.lastStop <= at}
        />
      ))}
      {track.notches.map((notch) => (
        <NotchMark
          key={notch.stop}
          notch={notch}
          isPlayed={notch.stop <= at}
          isShort={standsBelowName(notch, track.parts)}
        />
      ))}
      {track.parts.map((part) => (
        <Part
          key={part.firstStop}
          part={part}
          hostNow={at >= part.firstStop && at <= part.lastStop ? timeline.stops[at]?.at : undefined}
          isCompact={isCompact}
        />
      ))}
    </div>
  );
}

interface CellProps {
  readonly lane: Track["cells"][number]["lane"];
  readonly xPx: number;
  readonly widthPx: number;
  readonly isPlayed: boolean;
}

const Cell = memo(function Cell({ lane, xPx, widthPx, isPlayed }: CellProps) {
  return (
    <span
      className={clsx(
        "absolute top-7 h-3 rounded-[2px]",
        isPlayed ? LANE_LOOKS[lane].played : ["border", LANE_LOOKS[lane].toCome],
      )}
      style={{ left: xPx, width: Math.max(widthPx, 1) }}
    />
  );
});

const NAME_CHARACTER_PX = 7;

/** Whether a tick would cross the name of a part, on a track with little room. */
function standsBelowName({ xPx }: Notch, parts: readonly TrackPart[]): boolean {
  return parts.some(
    (part) => xPx >= part.xPx && xPx <= part.xPx + part.label.length * NAME_CHARACTER_PX,
  );
}

interface NotchMarkProps {
  readonly notch: Notch;
  readonly isPlayed: boolean;
  readonly isShort: boolean;
}

/** A tick where something changed. Solid once it has happened, quiet before. */
function NotchMark({ notch, isPlayed, isShort }: NotchMarkProps) {
  const tone = TONE_CLASSES[CHANGE_TONES[notch.kind]];
  return (
    <span
      className={clsx("absolute top-2.5", !isPlayed && "opacity-85")}
      style={{ left: notch.xPx }}
    >
      <svg className="absolute -left-px h-8 w-0.5" aria-hidden="true">
        <rect y={isShort ? 13 : 0} width="2" height={isShort ? 18 : 31} className={tone.fill} />
      </svg>
      {notch.labelSide !== "none" && (
        <span
          className={clsx(
            "kernel absolute -top-1.5 font-medium whitespace-nowrap",
            notch.labelSide === "right" ? "left-[5px]" : "right-[5px]",
            tone.text,
          )}
        >
          {notch.label}
        </span>
      )}
    </span>
  );
}

interface PartProps {
  readonly part: TrackPart;
  /** The host the packet is at, when it is in this part. */
  readonly hostNow: string | undefined;
  readonly isCompact: boolean;
}

function Part({ part, hostNow, isCompact }: PartProps) {
  return (
    <>
      <span
        className="absolute top-1 text-sm font-semibold whitespace-nowrap"
        style={{ left: part.xPx }}
      >
        {part.label}
      </span>
      {!isCompact &&
        part.hosts.map((host) => (
          <span
            key={`${host.name} ${host.xPx}`}
            className="absolute top-[46px] border-t border-line-strong pt-1"
            style={{ left: host.xPx, width: host.widthPx }}
          >
            {host.labelled && (
              <span
                className={clsx(
                  "absolute text-sm whitespace-nowrap",
                  host.align === "end" && "right-0",
                  host.name === hostNow ? "font-semibold text-text" : "text-text-2",
                )}
                style={host.align === "start" ? { left: host.nameShiftPx } : undefined}
              >
                {host.name}
              </span>
            )}
          </span>
        ))}
    </>
  );
}
