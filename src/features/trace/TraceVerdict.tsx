import type { ReplayedTrace } from "@/conformance/trace/replayTrace";
import { useStore } from "@/state/store";
import type { KernelBeside } from "@/state/traced/kernelBeside";
import { Button } from "@/ui/Button";
import { Scroller } from "@/ui/Scroller";

export interface TraceVerdictProps {
  readonly replayed: ReplayedTrace;
  /** Of the packet that is walked, if it is one of the trace. */
  readonly kernel: KernelBeside | undefined;
}

/** How much was traced, and of the packet that is walked whether the two went together, and what was taken for granted. */
export function TraceVerdict({ replayed: { packets, left }, kernel }: TraceVerdictProps) {
  const lines = packets.reduce((sum, packet) => sum + packet.lines, 0);
  const partsAt = kernel?.partsAt;
  return (
    <Scroller
      label="How the two compare"
      className="flex max-h-21 shrink-0 items-start gap-3 border-b border-line-faint px-3 py-1 text-sm text-text-2 max-md:max-h-[40%] max-md:flex-col max-md:items-stretch max-md:gap-1"
    >
      <p className="min-w-0 flex-1 wrap-anywhere max-md:flex-none">
        {packets.length === 1 ? "1 packet" : `${packets.length} packets`} traced, {lines} lines
        {left > 0 && `; ${left} more are not walked`}.{" "}
        {kernel !== undefined && <Comparison kernel={kernel} />}
      </p>
      {partsAt !== undefined && <PartingDoor stop={partsAt} />}
    </Scroller>
  );
}

function Comparison({ kernel: { replayed } }: { readonly kernel: KernelBeside }) {
  const { pairs, difference, assumed } = replayed;
  const said =
    difference === undefined ? (
      `The kernel and this engine went the same way, ${pairs.length} steps.`
    ) : (
      <>
        <strong className="font-semibold text-text">{difference.sentence}</strong>{" "}
        {difference.because}
      </>
    );
  return (
    <>
      {said} {assumed.join(" ")}
    </>
  );
}

/** Leads the player to the hop at which the two part. */
function PartingDoor({ stop }: { readonly stop: number }) {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const seekStop = useStore((state) => state.playback.seekStop);
  return (
    <Button
      className="sticky top-0 my-0.5 shrink-0 text-sm"
      onClick={() => {
        seekStop(stop);
        setOpenSheet(undefined);
      }}
    >
      Go to where they part
    </Button>
  );
}
