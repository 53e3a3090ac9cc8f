import { useStore } from "@/state/store";
import { packetWords } from "@/state/traced/packetWords";
import { useReplayedTrace, walkTracedPacket } from "@/state/traced/useReplayedTrace";
import { Button } from "@/ui/Button";
import { Panel } from "@/ui/Panel";

/** Whether it is a packet of the trace that is walked, or that of the form below. */
export function TracedNote() {
  const replayed = useReplayedTrace();
  const isWalked = useStore((state) => state.document.traced?.isWalked === true);
  const walkIndex = useStore((state) => state.selection.walkIndex);
  const showTrace = useStore((state) => state.panels.showTrace);
  const packets = replayed?.packets ?? [];
  const index = Math.min(walkIndex, packets.length - 1);
  const packet = packets[index];
  return (
    <Panel title="Kernel trace">
      <p className="text-md text-text-2">
        {isWalked
          ? `Packet ${index + 1} of ${packets.length} is walked as it was traced:`
          : "The packet below is walked, and not one of the trace."}
      </p>
      {isWalked && packet !== undefined && (
        <p className="kernel my-1 wrap-anywhere">{packetWords(packet)}</p>
      )}
      {!isWalked && (
        <Button className="mt-2 w-full" onClick={() => walkTracedPacket(index)}>
          Walk the trace
        </Button>
      )}
      {isWalked && (
        <Button className="mt-1 w-full" onClick={showTrace}>
          All packets of the trace
        </Button>
      )}
    </Panel>
  );
}
