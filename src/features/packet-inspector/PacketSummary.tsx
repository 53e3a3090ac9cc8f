import type { ReactNode } from "react";
import { toneOf } from "@/scene/narration/changePhrase";
import { useStop, useStopIndex } from "@/state/derived";
import { usePacketView } from "@/state/usePacketView";
import { FieldValue } from "./FieldValue";
import { MarkCells, MarkWords } from "./MarkField";
import { useRewriteClock } from "./useRewriteClock";

/** In a narrow window: source, destination and mark, fixed below the sentence. */
export function PacketSummary() {
  const view = usePacketView();
  const change = useStop()?.change;
  const tone = change === undefined ? "neutral" : toneOf(change.kind);
  const fields = useRewriteClock<HTMLDListElement>(useStopIndex());
  if (view === undefined) return null;
  return (
    <section aria-label="Packet inspector" className="border-t border-line-faint px-4 pt-1">
      <dl ref={fields}>
        <Row name="src">
          <FieldValue field={view.source} tone={tone} />
        </Row>
        <Row name="dst">
          <FieldValue field={view.destination} tone={tone} />
        </Row>
        <Row name="mark">
          <MarkWords mark={view.mark} isShort />
        </Row>
      </dl>
      <MarkCells mark={view.mark} />
    </section>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid h-7 grid-cols-[48px_minmax(0,1fr)] items-center">
      <dt className="text-sm text-text-2">{name}</dt>
      <dd className="min-w-0 overflow-x-auto overflow-y-hidden">{children}</dd>
    </div>
  );
}
