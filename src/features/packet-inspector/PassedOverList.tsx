import clsx from "clsx";
import { CircleHelp, Dices } from "lucide-react";
import { useRef } from "react";
import type { PassedOverRule } from "@/scene/narration/passedOverRule";
import { useStore } from "@/state/store";
import type { PassedOverHere } from "@/state/usePassedOver";
import { NotEqual } from "@/ui/NotEqual";
import { useWidth } from "@/ui/useWidth";
import { VirtualList } from "@/ui/VirtualList";
import { Words } from "@/ui/Words";

const ROW_PX = { normal: 24, projector: 32 } as const;
/** Below this width the reason stands below the part. */
const NARROW_PX = 480;
const NARROW_ROW_PX = 44;

/** The rules of the chain that did not take the packet, each with the part that failed. A line opens its rule. */
export function PassedOverList({ passed }: { readonly passed: PassedOverHere }) {
  const { place, from, count, rule } = passed;
  const density = useStore((state) => state.panels.density);
  const selected = useStore((state) => state.selection.selected);
  const select = useStore((state) => state.selection.select);
  const isHere = selected?.chain === place.chain && selected.table === place.table;
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame);
  const isNarrow = widthPx > 0 && widthPx < NARROW_PX;
  const current = isHere ? selected.ruleNumber - from : -1;
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col">
      <VirtualList
        label={`Rules of ${place.chain} that were passed over`}
        count={count}
        rowHeightPx={isNarrow ? NARROW_ROW_PX : ROW_PX[density]}
        current={current >= 0 && current < count ? current : undefined}
        onChoose={(index) => select({ ...place, ruleNumber: from + index })}
        row={(index) => <Line rule={rule(from + index)} isNarrow={isNarrow} />}
      />
    </div>
  );
}

interface LineProps {
  readonly rule: PassedOverRule;
  readonly isNarrow: boolean;
}

function Line({ rule, isNarrow }: LineProps) {
  return (
    <div
      className={clsx(
        "h-full w-max min-w-full items-center gap-x-3 px-4 text-md whitespace-pre text-text-2 in-aria-selected:bg-selected hover:bg-hover",
        isNarrow ? "grid grid-cols-[auto_1fr] content-center" : "flex",
      )}
    >
      <span className="kernel min-w-4.5 shrink-0 text-right text-text-3">{rule.ruleNumber}</span>
      <span className="flex items-center gap-1.5">
        <Sign sign={rule.sign} />
        <code className="kernel text-text">{rule.part}</code>
      </span>
      <span className={isNarrow ? "col-start-2 pl-4.5 text-sm" : "ml-auto pl-3"}>
        <Words parts={rule.why} />
      </span>
    </div>
  );
}

function Sign({ sign }: Pick<PassedOverRule, "sign">) {
  if (sign === "lost draw")
    return <Dices aria-label="lost the draw" className="size-3 text-text-2" />;
  if (sign === "undecided")
    return (
      <CircleHelp aria-label="cannot be decided" className="size-3 text-verdict-undecided-text" />
    );
  return <NotEqual label="does not hold" className="size-3 text-verdict-reject-text" />;
}
