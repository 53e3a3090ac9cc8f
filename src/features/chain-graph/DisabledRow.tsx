import { Ban } from "lucide-react";
import type { DisabledRow as DisabledRowData } from "@/scene/chain-graph/chainGraph";

/** A rule that was taken out of force: struck, in its place. */
export function DisabledRow({ row }: { readonly row: DisabledRowData }) {
  return (
    <span className="flex h-6 items-center pr-3 pl-2 whitespace-pre text-text-3">
      <Ban aria-hidden="true" className="mr-2.5 ml-0.5 size-3.5 shrink-0" />
      <del className="struck-rule truncate">{row.text}</del>
    </span>
  );
}
