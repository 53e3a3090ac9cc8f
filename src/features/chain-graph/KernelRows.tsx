import { createContext, type ReactNode, useContext } from "react";
import type { ChainBox, Row } from "@/scene/chain-graph/chainGraph";
import { useWalk } from "@/state/derived";
import { type KernelBeside, type RowFlag, rowPlace } from "@/state/traced/kernelBeside";

const Context = createContext<KernelBeside["rows"] | undefined>(undefined);

/** Knows of each row whether it is where the engine and the kernel's trace part. */
export function KernelRows({ children }: { readonly children: ReactNode }) {
  return <Context.Provider value={useWalk().kernel?.rows}>{children}</Context.Provider>;
}

/** Whether a row is where the two part, and whose way it is. */
export function useKernelFlag(box: ChainBox, row: Row): RowFlag | undefined {
  return useContext(Context)?.get(rowPlace(box.table, box.chain, placeOf(row)));
}

/** In the header of a box in which the two part: which row is whose, in place of what else would stand there. */
export function KernelNote({ box }: { readonly box: ChainBox }) {
  const flags = useContext(Context);
  const found = box.rows.flatMap((row) => {
    const place = placeOf(row);
    const flag = flags?.get(rowPlace(box.table, box.chain, place));
    return flag === undefined ? [] : [`${flag} ${place}`];
  });
  if (found.length === 0) return box.side;
  return (
    <span data-kernel className="font-semibold text-verdict-drop-text">
      {found.join(" ≠ ")}
    </span>
  );
}

/** Rules that are not shown have no place of their own. */
function placeOf(row: Row): number | "end" {
  if (row.kind === "rule") return row.ruleNumber;
  return row.kind === "end" ? "end" : 0;
}
