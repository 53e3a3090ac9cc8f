import clsx from "clsx";
import { CircleCheck, CircleDashed, CornerDownRight } from "lucide-react";
import type { CSSProperties } from "react";
import type { ReplayedPacket, ReplayedTrace } from "@/conformance/trace/replayTrace";
import { useStore } from "@/state/store";
import { endsWords, packetWords, wayPhrases } from "@/state/traced/packetWords";
import { walkTracedPacket } from "@/state/traced/useReplayedTrace";
import { NotEqual } from "@/ui/NotEqual";
import { VirtualList } from "@/ui/VirtualList";

const ROW_PX = 40;

export interface PacketListProps {
  readonly replayed: ReplayedTrace;
  /** Whether one of them is what the player shows. */
  readonly isWalked: boolean;
}

/** The packets of the trace in their order; choosing one walks it. */
export function PacketList({ replayed: { packets }, isWalked }: PacketListProps) {
  const walkIndex = useStore((state) => state.selection.walkIndex);
  const heightPx = packets.length * ROW_PX;
  return (
    <div
      className="flex min-h-0 w-[min(320px,50%)] shrink-0 flex-col border-line-faint max-md:h-(--packets) max-md:w-full max-md:border-b md:border-r"
      style={{ "--packets": `min(42%, ${heightPx + 1}px)` } as CSSProperties}
    >
      <VirtualList
        label="Packets of the trace"
        count={packets.length}
        rowHeightPx={ROW_PX}
        current={isWalked ? Math.min(walkIndex, packets.length - 1) : undefined}
        onChoose={walkTracedPacket}
        row={(index) => {
          const packet = packets[index];
          return packet === undefined ? null : <PacketRow packet={packet} />;
        }}
      />
    </div>
  );
}

function PacketRow({ packet }: { readonly packet: ReplayedPacket }) {
  const phrases = wayPhrases(packet);
  return (
    <div
      title={`${packetWords(packet)}\n${phrases.join(", ")}`}
      className="absolute inset-0 flex items-center gap-1.5 px-3 in-aria-selected:bg-selected hover:bg-hover md:pr-1"
    >
      <Agreement packet={packet} />
      {packet.isReply && (
        <CornerDownRight aria-label="reply" className="size-3.5 shrink-0 text-text-3" />
      )}
      <span className="min-w-0 flex-1">
        <span className="kernel block truncate text-text">{endsWords(packet)}</span>
        {/* What has no room is left out whole: it wraps below the line, where nothing is seen. */}
        <span className="flex h-(--text-sm--line-height) flex-wrap overflow-hidden text-sm text-text-3">
          {phrases.map((phrase, at) => (
            <span key={phrase} className="whitespace-pre">
              {at === 0 ? phrase : `, ${phrase}`}
            </span>
          ))}
        </span>
      </span>
    </div>
  );
}

/** Whether the engine went with the kernel. */
function Agreement({ packet: { difference, walked } }: { readonly packet: ReplayedPacket }) {
  const look = "size-4 shrink-0";
  if (walked === undefined)
    return <CircleDashed aria-label="not walked" className={clsx(look, "text-text-3")} />;
  if (difference === undefined)
    return (
      <CircleCheck
        aria-label="as the kernel did"
        className={clsx(look, "text-verdict-accept-text")}
      />
    );
  return (
    <NotEqual label="not as the kernel did" className={clsx(look, "text-verdict-drop-text")} />
  );
}
