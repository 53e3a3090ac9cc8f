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
  const { pairs, difference, assumed } = kernel.replayed;
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
      <p className="px-3 py-1 text-sm text-text-2">
        {difference === undefined
          ? `The kernel and this engine went the same way, ${pairs.length} steps.`
          : `${difference.sentence} ${difference.because}`}
      </p>
      {assumed.map((sentence) => (
        <p key={sentence} className="px-3 pb-1 text-sm text-text-3">
          {sentence}
        </p>
      ))}
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

function StepRow({ pair, isParting }: StepRowProps) {
  const { step, hop, fields } = pair;
  const isSame = isSamePair(pair);
  return (
    <div
      className={clsx(
        "kernel absolute inset-0 grid grid-cols-[16px_44px_minmax(0,1fr)_minmax(0,1fr)] items-center gap-x-2 px-3",
        isSame ? "text-text-2 in-aria-selected:bg-selected" : "text-text",
        !isSame && "bg-verdict-drop-soft",
        isParting && "font-semibold",
      )}
    >
      <span>
        {!isSame && <NotEqual label="differs" className="size-3 text-verdict-drop-text" />}
      </span>
      <span className="text-right text-text-3">{step?.line ?? ""}</span>
      <span className="truncate">{step === undefined ? "no such step" : placeOfStep(step)}</span>
      <span className="truncate">
        {hop === undefined ? "no such hop" : placeOfHop(hop)}
        {fields.map(({ field, kernel, engine }) => ` ${field} ${engine}, kernel ${kernel}`).join()}
      </span>
    </div>
  );
}
