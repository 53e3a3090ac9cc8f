import clsx from "clsx";
import { FlaskConical, ListChecks, Undo2 } from "lucide-react";
import { plainText, type Sentence } from "@/scene/narration/sentence";
import { useStore } from "@/state/store";
import { ruleEditing } from "@/state/what-if/ruleEditing";
import { useWhatIf, type WhatIf } from "@/state/what-if/whatIf";
import { Button } from "@/ui/Button";
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
      <h2 className="flex items-center gap-1.5 text-md font-semibold max-md:sr-only">
        <FlaskConical aria-hidden="true" className="size-4 text-text-2" /> What if
      </h2>
      <div role="status" className="min-w-60 flex-1 max-md:min-w-full">
        <Ends whatIf={whatIf} />
      </div>
      <div className="flex gap-1">
        {whatIf.partsAt !== undefined && <PartsButton stop={whatIf.partsAt} />}
        <Button onClick={() => setOpenSheet("changes")}>
          <ListChecks aria-hidden="true" className="size-4 max-md:hidden" />
          {changes} {changes === 1 ? "change" : "changes"}
        </Button>
        <Button onClick={ruleEditing.putAllBack}>
          <Undo2 aria-hidden="true" className="size-4 max-md:hidden" /> Put all back
        </Button>
      </div>
    </section>
  );
}

/** How it ends is said right below; only what is not the same needs the old and the new beside each other. */
function Ends({ whatIf: { was, now, isSame } }: { readonly whatIf: WhatIf }) {
  if (isSame) return <Hint>The packet fares as before, hop by hop.</Hint>;
  if (plainText(was.outcome) === plainText(now.outcome))
    return <Hint>Ends as before, but on another way.</Hint>;
  return (
    <>
      <Line name="Was" sentence={was.outcome} />
      <Line name="Now" sentence={now.outcome} isNow />
    </>
  );
}

function Hint({ children }: { readonly children: string }) {
  return <p className="text-sm text-text-2 in-data-[density=projector]:text-md">{children}</p>;
}

interface LineProps {
  readonly name: string;
  readonly sentence: Sentence;
  readonly isNow?: boolean;
}

/** What has no room is in its title, and in the list of changes. */
function Line({ name, sentence, isNow = false }: LineProps) {
  return (
    <p
      title={plainText(sentence)}
      className={clsx(
        "flex gap-2 text-sm in-data-[density=projector]:text-md",
        // On a phone how it ends stands right below.
        isNow ? "text-text max-md:hidden" : "text-text-2",
      )}
    >
      <span className="shrink-0 text-text-3">{name}</span>
      <span className="line-clamp-1 min-w-0 md:[@media(min-height:800px)]:line-clamp-2">
        <Words parts={sentence} />
      </span>
    </p>
  );
}

/** Leads to the hop from which the packet goes another way. */
function PartsButton({ stop }: { readonly stop: number }) {
  const seekStop = useStore((state) => state.playback.seekStop);
  return <Button onClick={() => seekStop(stop)}>Parts at hop {stop}</Button>;
}
