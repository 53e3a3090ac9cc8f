import clsx from "clsx";
import { ArrowRight } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import type { PacketView, TupleView } from "@/scene/inspector/packetAt";
import { toneOf } from "@/scene/narration/changePhrase";
import { useStop, useStopIndex } from "@/state/derived";
import { useStore } from "@/state/store";
import { usePacketView } from "@/state/usePacketView";
import { usePassedOver } from "@/state/usePassedOver";
import { Button } from "@/ui/Button";
import { NotEqual } from "@/ui/NotEqual";
import { Scroller } from "@/ui/Scroller";
import { TONE_CLASSES, type Tone } from "@/ui/tone";
import { FieldValue } from "./FieldValue";
import { MarkCells, MarkWords } from "./MarkField";
import { useRewriteClock } from "./useRewriteClock";

const PassedOverList = lazy(async () => ({
  default: (await import("./PassedOverList")).PassedOverList,
}));

/** The packet's fields after the hop at hand; what changed there is struck and replaced, its row tinted. */
export function PacketInspector() {
  const view = usePacketView();
  const stop = useStopIndex();
  const passed = usePassedOver();
  const asksWhy = useStore((state) => state.panels.asksWhyNot);
  const setAsksWhy = useStore((state) => state.panels.setAsksWhyNot);
  if (view === undefined)
    return <p className="px-4 py-2 text-md text-text-3">There is no packet to look at.</p>;
  const header = (
    <header className="flex min-h-9 shrink-0 items-center gap-2 px-4">
      <h2 className="text-md font-semibold">Packet</h2>
      <span className="text-sm whitespace-nowrap text-text-2">
        {stop === 0 ? "as it is sent" : `after hop ${stop}`}
      </span>
      {passed !== undefined && (
        <WhyNotButton count={passed.count} isOn={asksWhy} onToggle={() => setAsksWhy(!asksWhy)} />
      )}
      <span className="ml-auto text-right text-sm text-balance text-text-3">{view.title}</span>
    </header>
  );
  if (asksWhy && passed !== undefined)
    return (
      <section aria-label="Packet inspector" className="flex min-h-0 min-w-0 flex-1 flex-col">
        {header}
        <Suspense>
          <PassedOverList passed={passed} />
        </Suspense>
      </section>
    );
  return (
    <Scroller label="Packet inspector">
      {header}
      <PacketFields view={view} />
    </Scroller>
  );
}

interface WhyNotButtonProps {
  readonly count: number;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

/** How many rules did not take the packet here; pressed, it says of each why. */
function WhyNotButton({ count, isOn, onToggle }: WhyNotButtonProps) {
  return (
    <Button variant="plain" aria-pressed={isOn} className="h-6! px-1.5!" onClick={onToggle}>
      <NotEqual className="size-3 text-verdict-reject-text" />
      {count.toLocaleString("en")} passed over
    </Button>
  );
}

function PacketFields({ view }: { readonly view: PacketView }) {
  const stop = useStopIndex();
  const change = useStop()?.change;
  const fields = useRewriteClock<HTMLDListElement>(stop);
  return (
    <dl
      ref={fields}
      className="in-data-[density=projector]:grid in-data-[density=projector]:grid-flow-col in-data-[density=projector]:grid-cols-2 in-data-[density=projector]:grid-rows-[auto_auto_auto]"
    >
      <Fields view={view} tone={change === undefined ? "neutral" : toneOf(change.kind)} />
    </dl>
  );
}

interface FieldsProps {
  readonly view: PacketView;
  /** Of what changed here. */
  readonly tone: Tone;
}

function Fields({ view, tone }: FieldsProps) {
  const { source, destination, mark, connection } = view;
  return (
    <>
      <Row name="source" changed={source.before === undefined ? undefined : tone}>
        <FieldValue field={source} tone={tone} />
      </Row>
      <Row name="destination" changed={destination.before === undefined ? undefined : tone}>
        <FieldValue field={destination} tone={tone} />
      </Row>
      <Row name="mark" changed={mark.before === undefined ? undefined : "mark"}>
        <MarkWords mark={mark} />
        <MarkCells mark={mark} />
      </Row>
      {connection !== undefined && (
        <>
          <Row name="original">
            <Tuple tuple={connection.original} tone={tone} />
          </Row>
          <Row name="reply">
            <Tuple tuple={connection.reply} tone={tone} />
          </Row>
        </>
      )}
    </>
  );
}

interface RowProps {
  readonly name: string;
  /** The colour of what changed the field at this hop. */
  readonly changed?: Tone | undefined;
  readonly children: ReactNode;
}

const BARS: Partial<Record<Tone, string>> = {
  dnat: "shadow-[inset_2px_0_0_var(--color-target-dnat)]",
  snat: "shadow-[inset_2px_0_0_var(--color-target-snat)]",
  mark: "shadow-[inset_2px_0_0_var(--color-target-mark)]",
};

function Row({ name, changed, children }: RowProps) {
  const soft = changed === undefined ? undefined : TONE_CLASSES[changed].soft;
  return (
    <div
      className={clsx(
        "grid min-h-(--row-field) grid-cols-[80px_minmax(0,1fr)] items-baseline px-4 in-data-[density=projector]:grid-cols-[112px_minmax(0,1fr)]",
        soft,
        changed !== undefined && BARS[changed],
      )}
    >
      <dt className="py-1 text-sm text-text-2">{name}</dt>
      <dd className="min-w-0 overflow-x-auto text-text">{children}</dd>
    </div>
  );
}

interface TupleProps {
  readonly tuple: TupleView;
  readonly tone: Tone;
}

/** One direction of the connection. */
function Tuple({ tuple, tone }: TupleProps) {
  return (
    <span className="kernel inline-flex flex-wrap items-center gap-x-2">
      <FieldValue field={tuple.source} tone={tone} hasArrow={false} />
      <ArrowRight aria-label="to" className="size-3 shrink-0 text-text-3" />
      <FieldValue field={tuple.destination} tone={tone} hasArrow={false} />
    </span>
  );
}
