import { ChevronDown, ChevronRight } from "lucide-react";
import { useRef, useState } from "react";
import type { LocalSocket, SaidOfPacket, TcpSegment } from "@/engine";
import { useWalk } from "@/state/derived";
import { askedFields } from "@/state/said/askedFields";
import { SAID_TEXTS, type SaidField, type SaidText, without } from "@/state/said/saidField";
import { useWantedField } from "@/state/said/useWantedField";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { CheckedField } from "@/ui/CheckedField";
import { Select } from "@/ui/Select";

const NOTHING: SaidOfPacket = {};

/** What the packet's headers do not tell: shown where a rule of the walk asks for it, where it was said, or on demand. */
export function SaidFields() {
  const said = useStore((state) => state.document.packet.said) ?? NOTHING;
  const protocol = useStore((state) => state.document.packet.protocol);
  const editPacket = useStore((state) => state.editing.editPacket);
  const { trace } = useWalk();
  const [isOpen, setOpen] = useState(false);
  const part = useRef<HTMLDivElement>(null);
  const wanted = useWantedField(part);
  const asked = trace === undefined ? NOT_ASKED : askedFields(trace);
  const isShown = (field: SaidField) =>
    isOpen || asked.has(field) || said[field] !== undefined || wanted === field;
  const say = (next: SaidOfPacket, field: SaidField) =>
    editPacket({ said: Object.keys(next).length === 0 ? undefined : next }, `packet ${field}`);
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <div ref={part} className="mb-1">
      <Button
        variant="plain"
        aria-expanded={isOpen}
        className="-ml-1.5 px-1.5! text-text-2"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon aria-hidden="true" className="size-3.5" /> More about the packet
      </Button>
      {SAID_TEXTS.filter(({ field }) => isShown(field)).map((text) => (
        <TextPart
          key={text.field}
          text={text}
          said={said}
          isAsked={asked.has(text.field)}
          onSay={say}
        />
      ))}
      {protocol === "tcp" && isShown("tcpSegment") && <SegmentPart said={said} onSay={say} />}
      {isShown("localSocket") && (
        <SocketPart said={said} isAsked={asked.has("localSocket")} onSay={say} />
      )}
    </div>
  );
}

const NOT_ASKED: ReadonlySet<SaidField> = new Set();

interface PartProps {
  readonly said: SaidOfPacket;
  readonly isAsked: boolean;
  readonly onSay: (said: SaidOfPacket, field: SaidField) => void;
}

const ASKED = "A rule of this walk asks for it.";

function TextPart({ text, said, isAsked, onSay }: PartProps & { readonly text: SaidText }) {
  const endEdit = useStore((state) => state.editing.endEdit);
  const { field, label, placeholder } = text;
  return (
    <div data-said={field}>
      <CheckedField
        label={label}
        placeholder={placeholder}
        hint={isAsked ? ASKED : undefined}
        value={text.print(said)}
        check={text.check}
        onCommit={(typed) => onSay(text.write(said, typed), field)}
        onLeave={endEdit}
      />
    </div>
  );
}

const SOCKETS = [
  { value: "", label: "not known" },
  { value: "none", label: "none" },
  { value: "any address", label: "on any address" },
  { value: "its address", label: "on its address" },
  { value: "transparent", label: "transparent" },
] as const satisfies readonly { readonly value: LocalSocket | ""; readonly label: string }[];

function SocketPart({ said, isAsked, onSay }: PartProps) {
  return (
    <div data-said="localSocket">
      <Select
        label="Socket"
        hint={isAsked ? ASKED : undefined}
        value={said.localSocket ?? ""}
        options={SOCKETS}
        onChange={(chosen) =>
          onSay(
            chosen === "" ? without(said, "localSocket") : { ...said, localSocket: chosen },
            "localSocket",
          )
        }
      />
    </div>
  );
}

const SEGMENTS = [
  { value: "", label: "first (SYN)" },
  { value: "within the window", label: "later (ACK)" },
  { value: "outside the window", label: "outside window" },
] as const satisfies readonly { readonly value: TcpSegment | ""; readonly label: string }[];

function SegmentPart({ said, onSay }: Omit<PartProps, "isAsked">) {
  return (
    <div data-said="tcpSegment">
      <Select
        label="Segment"
        value={said.tcpSegment ?? ""}
        options={SEGMENTS}
        onChange={(chosen) =>
          onSay(
            chosen === "" ? without(said, "tcpSegment") : { ...said, tcpSegment: chosen },
            "tcpSegment",
          )
        }
      />
    </div>
  );
}
