import clsx from "clsx";
import { Check } from "lucide-react";
import type { LogLine } from "@/scene/narration/walkLog";
import type { StopFlag } from "@/state/traced/kernelBeside";
import { Chip } from "@/ui/Chip";
import { NotEqual } from "@/ui/NotEqual";
import { Words } from "@/ui/Words";

export interface LogRowProps {
  readonly line: LogLine;
  readonly look: "been" | "current" | "to come";
  /** What happened stands below the place, not beside it. */
  readonly isNarrow: boolean;
  /** What the kernel's trace has of it; undefined where there is none to compare with. */
  readonly kernel?: StopFlag | "unseen" | undefined;
}

/** The row tint and the bar at its left, by what the line is about. */
const CURRENT: Readonly<Record<LogLine["chip"], string>> = {
  raw: "bg-table-raw-soft shadow-[inset_2px_0_0_var(--color-table-raw)]",
  mangle: "bg-table-mangle-soft shadow-[inset_2px_0_0_var(--color-table-mangle)]",
  nat: "bg-table-nat-soft shadow-[inset_2px_0_0_var(--color-table-nat)]",
  filter: "bg-table-filter-soft shadow-[inset_2px_0_0_var(--color-table-filter)]",
  security: "bg-selected shadow-[inset_2px_0_0_var(--color-text-2)]",
  wire: "bg-selected shadow-[inset_2px_0_0_var(--color-text-2)]",
  route: "bg-selected shadow-[inset_2px_0_0_var(--color-text-2)]",
  ct: "bg-selected shadow-[inset_2px_0_0_var(--color-text-2)]",
};

/** Of a longer line the old value is cut: the new one is what counts. */
const MOST_CHARACTERS = 75;
/** Where what happened has a line of its own, as narrow as on a phone. */
const MOST_BELOW = 36;
const OLD_IS_CUT = "[&_del]:inline-block [&_del]:max-w-[7ch] [&_del]:truncate [&_del]:align-bottom";

/** One hop as text: where, what happened, and at the right end what else is worth knowing. */
export function LogRow({ line, look, isNarrow, kernel }: LogRowProps) {
  const isTable = line.chip !== "wire" && line.chip !== "route" && line.chip !== "ct";
  return (
    <div
      data-look={look}
      className={clsx(
        "kernel flex h-full items-center pr-3 whitespace-pre",
        isNarrow ? "w-full" : "w-fit min-w-full",
        look === "current" && ["font-medium text-text", CURRENT[line.chip]],
        look === "been" && "text-text-2",
        look === "to come" && "text-text-3",
        kernel === "parts" && "bg-verdict-drop-soft",
      )}
    >
      {kernel !== undefined && <KernelSign flag={kernel} />}
      <span className={clsx("w-9 shrink-0 pr-3 text-right", look !== "current" && "text-text-3")}>
        {line.stop}
      </span>
      <span className="w-15 shrink-0">
        <Chip tone={isTable ? line.chip : "neutral"} isOutlined={!isTable}>
          {line.chip}
        </Chip>
      </span>
      {isNarrow ? <TwoLines line={line} look={look} /> : <OneLine line={line} look={look} />}
    </div>
  );
}

/** Whether the kernel did the same. */
function KernelSign({ flag }: { readonly flag: NonNullable<LogRowProps["kernel"]> }) {
  return (
    <span className="grid w-5 shrink-0 place-items-center pl-2">
      {flag === "same" && (
        <Check aria-label="as the kernel did" className="size-3 text-verdict-accept-text" />
      )}
      {(flag === "parts" || flag === "alone") && (
        <NotEqual label="not as the kernel did" className="size-3 text-verdict-drop-text" />
      )}
    </span>
  );
}

type PartsProps = Pick<LogRowProps, "line" | "look">;

function OneLine({ line, look }: PartsProps) {
  const characters = line.what.reduce((sum, { text }) => sum + text.length, line.place.length);
  return (
    <>
      <Place line={line} look={look} className="min-w-max shrink-[100] basis-[28ch] pr-[1ch]" />
      <span className={clsx("shrink-0 pr-3", characters > MOST_CHARACTERS && OLD_IS_CUT)}>
        <Words parts={line.what} />
      </span>
      <Note line={line} className="ml-auto flex min-w-0 gap-3 overflow-hidden" />
    </>
  );
}

function TwoLines({ line, look }: PartsProps) {
  const characters = line.what.reduce((sum, { text }) => sum + text.length, 0);
  return (
    <span className="min-w-0 flex-1">
      <span className="flex justify-between gap-2">
        <Place line={line} look={look} className="truncate" />
        <Note line={line} className="flex max-w-1/2 shrink-0 gap-2 overflow-hidden" />
      </span>
      <span className={clsx("block truncate", characters > MOST_BELOW && OLD_IS_CUT)}>
        <Words parts={line.what} />
      </span>
    </span>
  );
}

function Place({ line, look, className }: PartsProps & { readonly className: string }) {
  return (
    <span className={clsx(className, look === "to come" ? "text-text-3" : "text-text")}>
      {line.place}
    </span>
  );
}

/** The part of a line that leads to why rules were passed over. */
export const WHY_NOT = "why not";

interface NoteProps {
  readonly line: LogLine;
  readonly className: string;
}

function Note({ line, className }: NoteProps) {
  // A wire's place ends with the host that it leads to.
  const host = line.chip === "wire" ? undefined : line.host;
  const begins = [line.part, host].filter((word) => word !== undefined).join(", ");
  return (
    <span className={clsx(className, "font-sans text-text-3")}>
      {line.passedOver > 0 ? (
        <span
          data-part={WHY_NOT}
          title="Why not?"
          className="cursor-pointer underline decoration-line-strong decoration-dotted underline-offset-3 hover:text-text"
        >
          {line.note}
        </span>
      ) : (
        line.note
      )}
      {begins !== "" && <strong className="font-semibold text-text-2">{begins}</strong>}
    </span>
  );
}
