import { useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { useReplayedTrace } from "@/state/traced/useReplayedTrace";
import { PacketList } from "./PacketList";
import { StepList } from "./StepList";
import { TraceVerdict } from "./TraceVerdict";

/** The packets of a kernel's trace, and of the one that is walked the kernel's steps beside the engine's hops. */
export function TracePanel() {
  const replayed = useReplayedTrace();
  const { kernel } = useWalk();
  const isWalked = useStore((state) => state.document.traced?.isWalked === true);
  if (replayed === undefined)
    return <p className="px-4 py-2 text-md text-text-3">There is no trace.</p>;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <TraceVerdict replayed={replayed} kernel={isWalked ? kernel : undefined} />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <PacketList replayed={replayed} isWalked={isWalked} />
        {isWalked && kernel !== undefined && <StepList kernel={kernel} />}
      </div>
    </div>
  );
}
