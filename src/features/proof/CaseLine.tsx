import { CircleCheck, CircleX } from "lucide-react";
import type { Comparison } from "@/conformance/compareWithKernel";
import { counted } from "./figureWords";

/** How one recorded case went. */
export function CaseLine({ comparison }: { readonly comparison: Comparison }) {
  const { name, differences } = comparison;
  const isSame = differences.length === 0;
  return (
    <div className="absolute inset-0 flex items-center gap-2.5 px-5 text-md in-aria-selected:bg-selected hover:bg-hover">
      {isSame ? (
        <CircleCheck aria-label="same" className="size-4 shrink-0 text-verdict-accept-text" />
      ) : (
        <CircleX aria-label="differs" className="size-4 shrink-0 text-verdict-drop-text" />
      )}
      <span title={name} className="min-w-0 flex-1 truncate">
        {name}
      </span>
      <span className="shrink-0 text-sm text-text-3 tabular-nums">{whatOf(comparison)}</span>
    </div>
  );
}

function whatOf({ packets, hops, isRefused, differences }: Comparison): string {
  if (differences.length > 0) return counted(differences.length, "difference");
  return isRefused ? "refused by both" : `${counted(packets, "packet")}, ${counted(hops, "hop")}`;
}
