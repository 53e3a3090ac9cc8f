import clsx from "clsx";
import type { DiffLine } from "@/state/foldDiff";

const SIGNS = { same: " ", added: "+", removed: "−" } as const;

/** A line that both have, that only one has, or a stretch that both have. */
export function DiffRow({ line }: { readonly line: DiffLine | undefined }) {
  if (line === undefined) return null;
  if (line.kind === "folded")
    return (
      <div className="flex h-full items-center pl-10 text-sm text-text-3">
        {line.count} equal {line.count === 1 ? "line" : "lines"}
      </div>
    );
  return (
    <div
      data-diff={line.kind}
      className={clsx(
        "kernel flex h-full w-max min-w-full items-center pr-4 whitespace-pre",
        line.kind === "added" && "bg-verdict-accept-soft text-text",
        line.kind === "removed" && "bg-verdict-drop-soft text-text",
        line.kind === "same" && "text-text-3",
      )}
    >
      <span className="w-10 shrink-0 pl-4 text-text-2">{SIGNS[line.kind]}</span>
      {line.text}
    </div>
  );
}
