import { ClipboardPaste, PencilLine } from "lucide-react";
import { useStop, useWalk } from "@/state/derived";
import { type AskedFact, factOfHop, factOfWalk } from "@/state/said/askedFact";
import { askedFields, saidFieldOf } from "@/state/said/askedFields";
import type { SaidField } from "@/state/said/saidField";
import { sayNext } from "@/state/said/sayNext";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";

const WORDS: Readonly<Record<SaidField, string>> = {
  owner: "Say who sends it",
  payload: "Say what it carries",
  cpu: "Say which processor",
  cgroup: "Say which cgroup",
  dateMs: "Say the date",
  localSocket: "Say which socket",
  tcpSegment: "Say which segment",
};

/** Where something is undecided that a person or a command could tell: leads to where it can be told. */
export function SayButton() {
  const ask = useStore((state) => state.paste.ask);
  const { field, fact } = useSayable();
  if (field !== undefined)
    return (
      <Button className={PLACE} onClick={() => sayNext(field)}>
        <PencilLine aria-hidden="true" className="size-3.5" /> {WORDS[field]}
      </Button>
    );
  if (fact === undefined) return null;
  return (
    <Button className={PLACE} aria-haspopup="dialog" onClick={() => ask(fact)}>
      <ClipboardPaste aria-hidden="true" className="size-3.5" /> Paste {fact.command.name}
    </Button>
  );
}

const PLACE = "mr-4 shrink-0 self-center max-md:mt-2";

/** What would decide the hop at hand, or else the walk. */
function useSayable(): {
  readonly field: SaidField | undefined;
  readonly fact: AskedFact | undefined;
} {
  const { trace } = useWalk();
  const isPasted = useStore((state) => state.document.source.kind === "pasted");
  const hop = useStop()?.hop;
  const fieldHere = hop?.kind === "undecided" ? saidFieldOf(hop.missing) : undefined;
  const factHere = hop === undefined || !isPasted ? undefined : factOfHop(hop);
  if (trace === undefined || fieldHere !== undefined || factHere !== undefined)
    return { field: fieldHere, fact: factHere };
  const [field] = askedFields(trace);
  return { field, fact: isPasted ? factOfWalk(trace) : undefined };
}
