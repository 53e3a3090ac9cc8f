import clsx from "clsx";
import { CircleCheck, CircleDashed, CornerDownRight } from "lucide-react";
import type { ReplayedPacket, ReplayedTrace } from "@/conformance/trace/replayTrace";
import { useStore } from "@/state/store";
import { endsWords, packetWords, wayWords } from "@/state/traced/packetWords";
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
export function PacketList({ replayed: { packets, left }, isWalked }: PacketListProps) {
  const walkIndex = useStore((state) => state.selection.walkIndex);
  const lines = packets.reduce((sum, packet) => sum + packet.lines, 0);
  return (
    <div className="flex min-h-0 w-[min(340px,50%)] shrink-0 flex-col border-line-faint max-md:h-[42%] max-md:w-full max-md:border-b md:border-r">
      <p className="px-3 py-1 text-sm text-text-2">
        {packets.length === 1 ? "1 packet" : `${packets.length} packets`} traced, {lines} lines
        {left > 0 && `; ${left} more are not walked`}
      </p>
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
  return (
    <div
      title={`${packetWords(packet)}\n${wayWords(packet)}`}
      className="absolute inset-0 flex items-center gap-1.5 px-3 in-aria-selected:bg-selected hover:bg-hover md:pr-1"
    >
      <Agreement packet={packet} />
      {packet.isReply && (
        <CornerDownRight aria-label="reply" className="size-3.5 shrink-0 text-text-3" />
      )}
      <span className="min-w-0 flex-1">
        <span className="kernel block truncate text-text">{endsWords(packet)}</span>
        <span className="block truncate text-sm text-text-3">{wayWords(packet)}</span>
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
