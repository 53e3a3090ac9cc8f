import clsx from "clsx";
import { isSamePair, type StepPair } from "@/conformance/trace/stepPair";
import { placeOfHop, placeOfStep } from "@/conformance/trace/tracePlace";
import { useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import type { KernelBeside } from "@/state/traced/kernelBeside";
import { NotEqual } from "@/ui/NotEqual";
import { VirtualList } from "@/ui/VirtualList";

const ROW_PX = 24;

/** The kernel's steps beside the engine's hops; choosing one leads the player there, or shows the rule that only the kernel met. */
export function StepList({ kernel }: { readonly kernel: KernelBeside }) {
  const { pairs, difference } = kernel.replayed;
  const { timeline } = useWalk();
  const stop = useStop();
  const seekStop = useStore((state) => state.playback.seekStop);
  const find = useStore((state) => state.selection.find);
  const current = pairs.findIndex(({ hop }) => hop !== undefined && hop === stop?.hop);
  const choose = (index: number) => {
    const pair = pairs[index];
    const to = timeline?.stops.find(({ hop }) => hop !== undefined && hop === pair?.hop);
    if (to !== undefined) seekStop(to.index);
    else if (pair?.step?.ruleNumber !== undefined && stop !== undefined) {
      const { table, chain, ruleNumber } = pair.step;
      find({ node: stop.at, table, chain, ruleNumber });
    }
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <VirtualList
        label="Kernel and engine, step by step"
        count={pairs.length}
        rowHeightPx={ROW_PX}
        current={current === -1 ? undefined : current}
        onChoose={choose}
        row={(index) => {
          const pair = pairs[index];
          return pair === undefined ? null : (
            <StepRow pair={pair} isParting={index === difference?.pair} />
          );
        }}
      />
    </div>
  );
}

interface StepRowProps {
  readonly pair: StepPair;
  readonly isParting: boolean;
}

/** Where both are at one place it is said once. */
function StepRow({ pair, isParting }: StepRowProps) {
  const { step, hop, fields } = pair;
  const isSame = isSamePair(pair);
  const isOnePlace = step !== undefined && hop !== undefined;
  const other = fields.map(({ field, kernel, engine }) => `${field} ${engine}, kernel ${kernel}`);
  return (
    <div
      title={other.join("\n") || onlyOf(pair)}
      className={clsx(
        "kernel absolute inset-0 flex items-center gap-2 px-3 whitespace-nowrap",
        isSame ? "text-text-2 in-aria-selected:bg-selected hover:bg-hover" : "text-text",
        !isSame && "bg-verdict-drop-soft",
        isParting && "font-semibold",
      )}
    >
      <span className="w-3 shrink-0">
        {!isSame && <NotEqual label="differs" className="size-3 text-verdict-drop-text" />}
      </span>
      <span className="min-w-5 shrink-0 text-right text-text-3">{step?.line ?? ""}</span>
      {isOnePlace ? (
        <span className="min-w-0 truncate">
          {placeOfStep(step)}
          {other.length > 0 && `: ${other.join("; ")}`}
        </span>
      ) : (
        <span className="min-w-0 truncate">
          <span className="font-sans text-sm text-text-3">
            {step === undefined ? "engine" : "kernel"}
          </span>{" "}
          {step === undefined ? hop && placeOfHop(hop) : placeOfStep(step)}
        </span>
      )}
    </div>
  );
}

/** Which of the two alone comes to a place. */
function onlyOf({ step, hop }: StepPair): string | undefined {
  if (step !== undefined && hop !== undefined) return undefined;
  return step === undefined ? "Only this engine comes here." : "Only the kernel comes here.";
}
