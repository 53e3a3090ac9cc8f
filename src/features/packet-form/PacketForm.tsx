import { ChartBarBig, Dices } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import type { WalkDocument } from "@/state/document";
import { checkPort, checkSeed } from "@/state/numberChecks";
import { destinationProblem, destinationsOf, sendersOf } from "@/state/packetChoices";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { CheckedField } from "@/ui/CheckedField";
import { Kbd } from "@/ui/Kbd";
import { Panel } from "@/ui/Panel";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { Select } from "@/ui/Select";
import { Stepper } from "@/ui/Stepper";
import { PacketLine } from "./PacketLine";

const SaidFields = lazy(async () => ({
  default: (await import("./SaidFields")).SaidFields,
}));

/** Which packet is sent: from where, to what, how many, and how chance falls. Every change walks at once. */
export function PacketForm() {
  const document = useStore((state) => state.document);
  const { send } = useStore((state) => state.editing);
  return (
    <Panel title="Packet to send">
      <PacketLine />
      <form
        aria-label="Packet"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <FromTo document={document} />
        <Ports document={document} />
        <Series document={document} />
        <Dice document={document} />
        <Suspense fallback={<div className="mb-1 h-(--control)" />}>
          <SaidFields />
        </Suspense>
        <Button type="submit" className="mt-2 h-(--control-primary) w-full font-semibold">
          Send <Kbd>ctrl ↵</Kbd>
        </Button>
        <CountDoor />
      </form>
    </Panel>
  );
}

/** To where many connections of this packet arrive. */
function CountDoor() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Button
      variant="plain"
      aria-haspopup="dialog"
      className="mt-1 w-full text-text-2"
      onClick={() => setOpenSheet("counting")}
    >
      <ChartBarBig aria-hidden="true" className="size-4" /> Send many, count by endpoint
    </Button>
  );
}

interface PartProps {
  readonly document: WalkDocument;
}

function FromTo({ document }: PartProps) {
  const { editPacket, endEdit } = useStore((state) => state.editing);
  const { source } = document;
  const destinations = useMemo(() => destinationsOf(source), [source]);
  const { to } = document.packet;
  return (
    <>
      <Sender document={document} />
      <CheckedField
        label="To"
        layout="narrow"
        value={to}
        suggestions={destinations}
        check={(text) => destinationProblem(document, text)}
        onCommit={(value) => editPacket({ to: value }, "packet to")}
        onLeave={endEdit}
      />
    </>
  );
}

/** So many can be looked through in a list that opens; of more the name is typed. */
const MOST_LISTED = 200;

function Sender({ document }: PartProps) {
  const { editPacket, endEdit } = useStore((state) => state.editing);
  const { source, packet } = document;
  const senders = useMemo(() => sendersOf(source), [source]);
  const names = useMemo(() => new Set(senders.map(({ value }) => value)), [senders]);
  const { from } = packet;
  const isKnown = names.has(from);
  const gone = isKnown ? undefined : `${from} is gone. Choose who sends.`;
  if (senders.length > MOST_LISTED)
    return (
      <CheckedField
        label="From"
        layout="narrow"
        value={from}
        suggestions={senders}
        check={(text) =>
          names.has(text.trim())
            ? undefined
            : `"${text.trim()}" is no pod, node or client here. Choose one of the ${senders.length.toLocaleString("en")}.`
        }
        onCommit={(value) => editPacket({ from: value }, "packet from")}
        onLeave={endEdit}
      />
    );
  return (
    <Select
      label="From"
      layout="narrow"
      isMono
      value={from}
      options={isKnown ? senders : [{ value: from, label: from }, ...senders]}
      problem={gone}
      onChange={(value) => editPacket({ from: value })}
    />
  );
}

const PROTOCOLS = [
  { value: "tcp", label: "tcp" },
  { value: "udp", label: "udp" },
  { value: "icmp", label: "icmp" },
] as const;

function Ports({ document }: PartProps) {
  const { editPacket, endEdit } = useStore((state) => state.editing);
  const { protocol, port, sourcePort } = document.packet;
  const isIcmp = protocol === "icmp";
  return (
    <>
      <div className="grid grid-cols-[48px_minmax(0,1fr)_4px_minmax(0,1fr)] items-start">
        <span aria-hidden="true" className="flex h-(--control) items-center text-md text-text-2">
          {isIcmp ? "Echo" : "Port"}
        </span>
        <Select
          label="Protocol"
          layout="hidden"
          isMono
          value={protocol}
          options={PROTOCOLS}
          onChange={(value) => editPacket({ protocol: value })}
        />
        <span />
        <CheckedField
          label={isIcmp ? "Sequence number" : "Destination port"}
          layout="hidden"
          inputMode="numeric"
          value={String(port)}
          check={checkPort}
          normalise={wholeNumber}
          onCommit={(text) => editPacket({ port: Number(text) }, "packet port")}
          onLeave={endEdit}
        />
      </div>
      <CheckedField
        label={isIcmp ? "Echo identifier" : "Source port"}
        layout="beside"
        inputMode="numeric"
        value={String(sourcePort)}
        check={checkPort}
        normalise={wholeNumber}
        onCommit={(text) => editPacket({ sourcePort: Number(text) }, "packet source port")}
        onLeave={endEdit}
      />
    </>
  );
}

const MOST_PACKETS = 10;

const SERIES = [
  { value: "one connection", label: "One connection" },
  { value: "new connections", label: "New each" },
] as const;

function Series({ document }: PartProps) {
  const { editPacket } = useStore((state) => state.editing);
  const { count, as } = document.packet;
  return (
    <>
      <Stepper
        label="Packets"
        layout="beside"
        value={count}
        min={1}
        max={MOST_PACKETS}
        onChange={(value) => editPacket({ count: value })}
      />
      {count > 1 && (
        <SegmentedControl
          label="Whether the packets belong to one connection"
          className="mb-1 flex w-full"
          options={SERIES}
          value={as}
          onChange={(value) => editPacket({ as: value })}
        />
      )}
      {count > 1 && as === "new connections" && <WalkChoice count={count} />}
    </>
  );
}

/** Which of several new connections the player shows. */
function WalkChoice({ count }: { readonly count: number }) {
  const walkIndex = useStore((state) => state.selection.walkIndex);
  const selectWalk = useStore((state) => state.selection.selectWalk);
  return (
    <Stepper
      label="Show"
      layout="narrow"
      value={Math.min(walkIndex, count - 1) + 1}
      min={1}
      max={count}
      onChange={(value) => selectWalk(value - 1)}
    />
  );
}

function Dice({ document }: PartProps) {
  const { setSeed, rollSeed, endEdit } = useStore((state) => state.editing);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <CheckedField
        label="Dice"
        layout="narrow"
        inputMode="numeric"
        value={String(document.seed)}
        check={checkSeed}
        normalise={wholeNumber}
        onCommit={(text) => setSeed(Number(text))}
        onLeave={endEdit}
      />
      <Button onClick={rollSeed}>
        <Dices aria-hidden="true" className="size-4" /> Roll
      </Button>
    </div>
  );
}

function wholeNumber(text: string): string {
  return String(Number(text));
}
