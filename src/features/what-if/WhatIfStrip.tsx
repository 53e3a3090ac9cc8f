import { FlaskConical, ListChecks, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "@/state/store";
import { ruleEditing } from "@/state/what-if/ruleEditing";
import { useWhatIf, type WhatIf } from "@/state/what-if/whatIf";
import { Button } from "@/ui/Button";
import { Scroller } from "@/ui/Scroller";
import { Words } from "@/ui/Words";

/** While rules are edited: how the walk ended with the rules as they were pasted, how it ends now, and where the two part. */
export function WhatIfStrip() {
  const whatIf = useWhatIf();
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  if (whatIf === undefined) return null;
  const { changes } = whatIf;
  return (
    <section
      aria-label="What if"
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-panel px-4 py-1.5"
    >
      <h2 className="flex items-center gap-1.5 text-md font-semibold">
        <FlaskConical aria-hidden="true" className="size-4 text-text-2" /> What if
      </h2>
      <Scroller
        label="As it was and as it is"
        className="max-h-18 min-w-60 flex-1 max-md:order-last max-md:min-w-full"
      >
        <div role="status">
          <Ends whatIf={whatIf} />
        </div>
      </Scroller>
      <div className="flex flex-wrap gap-1 max-md:ml-auto">
        {whatIf.partsAt !== undefined && <PartsButton stop={whatIf.partsAt} />}
        <Button onClick={() => setOpenSheet("changes")}>
          <ListChecks aria-hidden="true" className="size-4" />
          {changes} {changes === 1 ? "change" : "changes"}
        </Button>
        <Button onClick={ruleEditing.putAllBack}>
          <Undo2 aria-hidden="true" className="size-4" /> Put all back
        </Button>
      </div>
    </section>
  );
}

function Ends({ whatIf: { was, now, isSame } }: { readonly whatIf: WhatIf }) {
  if (isSame)
    return (
      <Line name="Now">
        The packet fares as before, hop by hop. <Words parts={now.outcome} />
      </Line>
    );
  return (
    <>
      <Line name="Was">
        <Words parts={was.outcome} />
      </Line>
      <Line name="Now">
        <Words parts={now.outcome} />
      </Line>
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly children: ReactNode;
}

function Line({ name, children }: LineProps) {
  return (
    <p className="flex gap-2 text-md text-text-2">
      <span className="w-8 shrink-0 text-text-3">{name}</span>
      <span className="min-w-0">{children}</span>
    </p>
  );
}

/** Leads to the hop from which the packet goes another way. */
function PartsButton({ stop }: { readonly stop: number }) {
  const seekStop = useStore((state) => state.playback.seekStop);
  return <Button onClick={() => seekStop(stop)}>Parts at hop {stop}</Button>;
}
