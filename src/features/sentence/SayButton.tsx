import { PencilLine } from "lucide-react";
import { useStop, useWalk } from "@/state/derived";
import { askedFields, saidFieldOf } from "@/state/said/askedFields";
import type { SaidField } from "@/state/said/saidField";
import { sayNext } from "@/state/said/sayNext";
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

/** Where something is undecided that a person could tell: leads to the field for it. */
export function SayButton() {
  const field = useSayable();
  if (field === undefined) return null;
  return (
    <Button className="mr-4 shrink-0 self-center max-md:mt-2" onClick={() => sayNext(field)}>
      <PencilLine aria-hidden="true" className="size-3.5" /> {WORDS[field]}
    </Button>
  );
}

/** What would decide the hop at hand, or else the walk. */
function useSayable(): SaidField | undefined {
  const { trace } = useWalk();
  const hop = useStop()?.hop;
  const here = hop?.kind === "undecided" ? saidFieldOf(hop.missing) : undefined;
  const [first] = trace === undefined ? [] : askedFields(trace);
  return here ?? first;
}
